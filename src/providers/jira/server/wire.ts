import { z } from 'zod'
import { wireFieldShape, wireIssue } from '../wire.ts'

/** What Jira Server and Data Center say in another way than Cloud, as far as it is used. */

const id = z.union([z.string(), z.number()]).transform(String)
const text = z.string().nullish()

/** Users have a name and, since 8.x, a key of its own; there is no account id. */
export const wireServerUser = z.object({
  key: text,
  name: z.string(),
  displayName: text,
})

export const wireServerSearch = z.object({
  issues: z.array(wireIssue),
  startAt: z.number().nullish(),
  maxResults: z.number().nullish(),
  total: z.number(),
})

export const wireServerProjects = z.array(z.object({ key: z.string(), name: text }))
export const wireServerPriorities = z.array(z.object({ name: z.string() }))

/** `GET /issue/createmeta` as it was before version 8.4. */
export const wireOldCreateMeta = z.object({
  projects: z.array(
    z.object({
      issuetypes: z.array(
        z.object({
          id,
          name: z.string(),
          subtask: z.boolean().nullish(),
          fields: z.record(z.string(), wireFieldShape).nullish(),
        }),
      ),
    }),
  ),
})
