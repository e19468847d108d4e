import { z } from 'zod'
import { Id, Instant } from './shared.ts'

export const Project = z.object({ id: Id, key: z.string(), name: z.string(), createdAt: Instant })
export type Project = z.infer<typeof Project>

/** `POST /v1/projects`; a key that exists already is answered with the existing project, renamed. */
export const NewProject = z.strictObject({
  key: z
    .string()
    .trim()
    .regex(
      /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u,
      'letters, digits, `_`, `.` and `-`, at most 64, starting with a letter or digit',
    )
    .meta({ examples: ['aws-infrastructure'] }),
  name: z.string().trim().min(1).max(200),
})
