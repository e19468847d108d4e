import { z } from 'zod'
import { fieldKinds } from '../../domain/field-value.ts'
import { longestName, mostEntries, mostOptions } from '../../domain/help-desk-list.ts'
import { statusCategories } from '../../domain/status.ts'
import { Id, PageQuery } from './shared.ts'

const Name = z
  .string()
  .trim()
  .min(1, 'a name')
  .max(longestName)
  .refine((name) => !/\p{Cc}/u.test(name), 'a name of one line')
const Position = z.number().int().min(1).max(mostEntries).meta({ description: 'Place in the list, from 1' })
const Category = z.enum(statusCategories)
const Options = z.array(Name).max(mostOptions)

const named = { id: Id, name: z.string() }
const placed = { ...named, position: z.number().int() }

/** A type of tickets, like Question. */
export const SupportType = z.object(placed)
export type SupportType = z.infer<typeof SupportType>
export const NewSupportType = z.strictObject({ name: Name })
export const ChangeSupportType = z.strictObject({ name: Name.optional(), position: Position.optional() })

/** A status of tickets, each in one category. */
export const SupportStatus = z.object({ ...placed, category: Category })
export type SupportStatus = z.infer<typeof SupportStatus>
export const NewSupportStatus = z.strictObject({ name: Name, category: Category })
export const ChangeSupportStatus = z.strictObject({
  name: Name.optional(),
  category: Category.optional(),
  position: Position.optional(),
})

/** A type of actions, like Email. */
export const ActionType = z.object(placed)
export type ActionType = z.infer<typeof ActionType>

/** A field of the workspace's own. */
export const SupportField = z.object({
  ...placed,
  kind: z.enum(fieldKinds),
  /** Names; of a cascading field `Parent > Child`. */
  options: z.array(z.string()),
})
export type SupportField = z.infer<typeof SupportField>
export const NewSupportField = z.strictObject({
  name: Name,
  kind: z.enum(fieldKinds),
  options: Options.optional(),
})
/** The kind stays: tickets have values of it. */
export const ChangeSupportField = z.strictObject({
  name: Name.optional(),
  options: Options.optional(),
  position: Position.optional(),
})

export const Customer = z.object(named)
export type Customer = z.infer<typeof Customer>
export const NewCustomer = z.strictObject({ name: Name })
export const ChangeCustomer = z.strictObject({ name: Name.optional() })

/** Kept in capitals, as trackers have it. */
const ProjectKey = z
  .string()
  .trim()
  .regex(
    /^$|^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u,
    'the key of a project, like TEST: letters, digits, `_` and `-`',
  )
  .transform((key) => key.toUpperCase() || null)
  .nullable()

/** A product, with the project and the instance that its issues go to (C23, C47). */
export const Product = z.object({
  ...named,
  projectKey: z.string().nullable(),
  /** The connection, as the help desk calls it. */
  instance: z.object({ id: Id, name: z.string() }).nullable(),
})
export type Product = z.infer<typeof Product>
export const NewProduct = z.strictObject({
  name: Name,
  projectKey: ProjectKey.default(null),
  instanceId: Id.nullable().default(null),
})
export const ChangeProduct = z.strictObject({
  name: Name.optional(),
  projectKey: ProjectKey.optional(),
  instanceId: Id.nullable().optional(),
})

/** A version of a product; what it does not say of project and instance is the product’s (CX7). */
export const ProductVersion = Product
export type ProductVersion = z.infer<typeof ProductVersion>

export const CatalogueQuery = PageQuery.extend({
  q: z.string().trim().max(200).optional().meta({ description: 'A part of the name' }),
})

/** `GET …/:id/uses`: on how many tickets, or of how many actions, an entry stands. */
export const Uses = z.object({ count: z.number().int() })
export type Uses = z.infer<typeof Uses>
