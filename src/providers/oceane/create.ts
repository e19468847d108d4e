import type { Draft, Issue } from '../provider.ts'
import { cleanLine } from '../text.ts'
import type { OceaneClient } from './client.ts'
import type { OceaneDestination } from './config.ts'
import { issueOf } from './map.ts'
import { requestOf } from './request.ts'

/**
 * One POST: the ticket and the mark by which it can be found come into being together.
 * https://github.com/tmforum-apis/TMF621_TroubleTicket (TMF621 v4, POST /troubleTicket)
 */
export async function createTicket(
  client: OceaneClient,
  draft: Draft,
  to: { destination: OceaneDestination; marker: string },
): Promise<Issue> {
  const body = requestOf(client.config, draft, to)
  const created = issueOf(await client.create(body), client.config)
  return { ...created, title: created.title || cleanLine(draft.title) }
}
