/**
 * What somebody wants of a help-desk ticket. What is absent stays as it is; what is chosen from a list is named by its id or by its name
 * in any letter case. Null and an empty text mean none.
 */
export interface SupportChange {
  title?: string | undefined
  /** Markdown. */
  description?: string | undefined
  priority?: string | undefined
  typeId?: string | undefined
  typeName?: string | undefined
  statusId?: string | undefined
  statusName?: string | undefined
  productId?: string | null | undefined
  productName?: string | null | undefined
  /** A version of the ticket's product. Another product without a version leaves none. */
  versionId?: string | null | undefined
  versionName?: string | null | undefined
  customerId?: string | null | undefined
  customerName?: string | null | undefined
  assignee?: string | null | undefined
  /** Values of the workspace's own fields, by the field's id or name. */
  fields?: Record<string, unknown> | undefined
}

export type Wrong = { field: string; message: string }
