import { z, type ZodType } from 'zod'

/** One field of a form, as plain JSON for the web. */
export interface FormField {
  name: string
  title: string
  help?: string
  example?: string
  type: 'text' | 'paragraph' | 'url' | 'email' | 'secret' | 'select'
  required: boolean
  /** Write-only: never filled with the stored value. */
  secret: boolean
  /** Asked for only while the other field has this value. */
  only?: { field: string; value: string }
  /** The secret that this field must repeat; it is compared and then forgotten (C29). */
  confirms?: string
  /** True when the tracker is asked for the values (`Tracker.choices`). */
  choices: boolean
  /** Fields that must be chosen before, for `choices`. */
  dependsOn?: string[]
  /** The character that divides the parts of a choice, where choices form a tree. */
  tree?: string
  /** Fixed values of a select. */
  options?: string[]
  default?: string
  /** Holds an address that the hub calls, although it may hold something else. */
  called?: true
}

/** What `.meta()` and the schema itself say about one property, in JSON Schema's words. */
const property = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  examples: z.array(z.string()).optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.string().optional(),
  secret: z.boolean().optional(),
  confirm: z.boolean().optional(),
  only: z.object({ field: z.string(), value: z.string(), required: z.boolean().optional() }).optional(),
  paragraph: z.boolean().optional(),
  choices: z.boolean().optional(),
  dependsOn: z.array(z.string()).optional(),
  tree: z.string().optional(),
  called: z.literal(true).optional(),
})
const form = z.object({
  properties: z.record(z.string(), property),
  required: z.array(z.string()).optional(),
})

function typeOf(said: z.infer<typeof property>): FormField['type'] {
  if (said.secret) return 'secret'
  if (said.choices || said.enum) return 'select'
  if (said.paragraph) return 'paragraph'
  if (said.format === 'uri') return 'url'
  return said.format === 'email' ? 'email' : 'text'
}

function fieldOf(name: string, said: z.infer<typeof property>, required: boolean): FormField {
  return {
    name,
    title: said.title ?? name,
    ...(said.description !== undefined && { help: said.description }),
    ...(said.examples?.[0] !== undefined && { example: said.examples[0] }),
    type: typeOf(said),
    required: required || said.only?.required === true,
    secret: said.secret === true,
    choices: said.choices === true,
    ...(said.only && { only: { field: said.only.field, value: said.only.value } }),
    ...(said.dependsOn && { dependsOn: said.dependsOn }),
    ...(said.tree !== undefined && { tree: said.tree }),
    ...(said.called && { called: said.called }),
    ...(said.enum && { options: said.enum }),
    ...(said.default !== undefined && { default: said.default }),
  }
}

/** The second input of a secret that is to be typed twice. It is no secret of the connection: nothing stores it. */
function confirmationOf({ name, title }: FormField): FormField {
  return {
    name: `${name}Confirmation`,
    title: `Confirm ${title}`,
    type: 'secret',
    required: false,
    secret: false,
    choices: false,
    confirms: name,
  }
}

/**
 * The form that a provider's `config` or `destination.schema` describes, in the order of its properties.
 * Throws when the schema is not an object of texts: that is a mistake of the provider's author.
 */
export function formOf(schema: ZodType): FormField[] {
  const known = forms.get(schema) ?? drawn(schema)
  forms.set(schema, known)
  return known
}

/** A schema never changes, and describing it takes longer than everything that is done with it. */
const forms = new WeakMap<ZodType, FormField[]>()

function drawn(schema: ZodType): FormField[] {
  const described = z.toJSONSchema(schema, {
    io: 'input',
    // zod leaves the examples of a transformed value out of the input's description.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.examples
      if (Array.isArray(examples)) jsonSchema.examples = examples
    },
  })
  const { properties, required = [] } = form.parse(described)
  return Object.entries(properties).flatMap(([name, said]) => {
    const field = fieldOf(name, said, required.includes(name))
    return said.confirm ? [field, confirmationOf(field)] : [field]
  })
}
