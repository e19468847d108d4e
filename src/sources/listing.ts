/** The items of a document, and where each stands in it. */
export interface Listing {
  items: unknown[]
  pathOf(index: number): string[]
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The items of a vendor's document: listed under a member as the API answers, as a bare list as the vendor's
 * command line prints it, or the document itself when it is a single item.
 *
 * @param form `isItem` tells this vendor's items from everybody else's; with `shared` the member's name is
 *   used by others too, so the list must hold one of them
 * @returns undefined if the document is none of these
 */
export function listingOf(
  document: unknown,
  form: { member: string; shared?: boolean; isItem: (value: unknown) => boolean },
): Listing | undefined {
  if (Array.isArray(document)) {
    return document.some(form.isItem) ? { items: document, pathOf: (index) => [String(index)] } : undefined
  }
  if (!isObject(document)) return undefined
  const listed = document[form.member]
  if (Array.isArray(listed) && (!form.shared || listed.some(form.isItem))) {
    return { items: listed, pathOf: (index) => [form.member, String(index)] }
  }
  return form.isItem(document) ? { items: [document], pathOf: () => [] } : undefined
}
