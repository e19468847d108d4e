import { z } from 'zod'
import { clearCodeNames } from '../../domain/service-ticket.ts'
import { line } from './plain-text.ts'

/** How the desk that works on service tickets appears to partners. */
export const DeskSettings = z.object({
  /** Its name as partners read it; null: the workspace’s. */
  deskName: z.string().nullable(),
  /** DX33: new service tickets become issues of the active tracker as well. */
  forward: z.boolean(),
  /** With which code a ticket is cleared when its issue is done, by the tracker’s status; `*` for any. Where none fits, a person is asked. */
  clearCodes: z.record(z.string(), z.enum(clearCodeNames)),
})
export type DeskSettings = z.infer<typeof DeskSettings>

/** `PATCH /v1/desk-settings`: what is absent stays. */
export const ChangeDeskSettings = z.strictObject({
  deskName: line(100).nullable().optional(),
  forward: z.boolean().optional(),
  clearCodes: z
    .record(line(100), z.enum(clearCodeNames, `one of ${clearCodeNames.join(', ')}`))
    .refine((codes) => Object.keys(codes).length <= 50, 'at most 50 statuses')
    .optional(),
})
export type ChangeDeskSettings = z.input<typeof ChangeDeskSettings>
