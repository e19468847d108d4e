import { z } from 'zod'

/**
 * What Oceane says in the form of TMF621, as far as it is used. Nothing is known for sure: a member of another kind than
 * expected counts as absent, and unknown ones are kept. Where id and URL stand is a setting, see map.ts.
 */
const text = z.string().nullish().catch(undefined)
const textOrNumber = z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined)

/** RFC 6749, 5.1. Some servers write the seconds as a text. */
export const wireToken = z.object({
  access_token: text,
  expires_in: z.coerce.number().positive().nullish().catch(undefined),
})

const wireNote = z.looseObject({ id: textOrNumber, text })

export const wireTicket = z.looseObject({
  name: text,
  status: text,
  creationDate: text,
  lastUpdate: text,
  note: z.array(wireNote).nullish().catch(undefined),
  relatedParty: z
    .array(z.object({ id: textOrNumber, name: text, role: text }))
    .nullish()
    .catch(undefined),
})
export type WireTicket = z.infer<typeof wireTicket>

export const wireTickets = z.array(wireTicket)

/** TMF630's error, Orange's own (`message`, `description`), and that of RFC 6749, 5.2. */
export const wireError = z.object({
  code: textOrNumber,
  reason: text,
  message: text,
  description: text,
  error: text,
  error_description: text,
})
