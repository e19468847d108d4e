import type { IssueComment } from '../../help-desk.ts'
import { pathStep } from '../../path-step.ts'
import { ProviderError } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import { markName, momentOf } from '../map.ts'
import { wireProof } from '../wire.ts'
import { wireCommentPage, type WireComment, type WirePerson } from './wire.ts'

export const nameOfPerson = (person: WirePerson | null | undefined) =>
  person?.displayName ?? person?.name ?? person?.emailAddress ?? 'Somebody unknown'

/** The moment that Jira must have told. */
export function momentToldOf(text: string | null | undefined, what: string): Date {
  const moment = momentOf(text)
  if (moment) return moment
  throw new ProviderError({ kind: 'bad-answer', detail: `Jira does not say when ${what} was made.` })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** CX12: whatever is there and is not understood is a restriction too. */
function limitOf(visibility: unknown): string | null {
  if (visibility === undefined || visibility === null) return null
  const said = isRecord(visibility)
    ? [visibility['value'], visibility['identifier'], visibility['name']]
    : [visibility]
  const name = said.find((text) => typeof text === 'string' && text !== '')
  return typeof name === 'string' ? name : 'a restriction that the hub does not know'
}

/** The service desk keeps the same in a property of the comment, which a server shows only there. Not understood: a note (CX12). */
function isInternal({ jsdPublic, properties }: WireComment): boolean {
  const said = properties?.find(({ key }) => key === 'sd.public.comment')
  const isNote = said !== undefined && !(isRecord(said.value) && said.value['internal'] === false)
  return isNote || (jsdPublic !== undefined && jsdPublic !== null && jsdPublic !== true)
}

function markerOf({ properties }: WireComment): string | null | undefined {
  if (!properties) return undefined
  const own = properties.find(({ key }) => key === markName)
  return wireProof.safeParse(own?.value).data?.marker ?? null
}

export function commentOf(wire: WireComment, client: JiraClient): IssueComment {
  const createdAt = momentToldOf(wire.created, `the comment ${wire.id}`)
  const { text, lost } = client.edition.text.toMarkdown(wire.body)
  return {
    id: wire.id,
    author: nameOfPerson(wire.author),
    createdAt,
    updatedAt: momentOf(wire.updated) ?? createdAt,
    text,
    lost,
    limitedTo: limitOf(wire.visibility),
    isInternalNote: isInternal(wire),
    marker: markerOf(wire),
  }
}

const pageSize = 100
/** How often the list is begun anew because comments were deleted while it was read. */
const mostRestarts = 3

/**
 * Pages are places in the list at that moment: one that is deleted meanwhile moves the later ones up. So each page begins with the
 * last of the page before; where it does not, the reading begins anew, without those that were given already.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-get
 */
export async function* commentsOf(
  client: JiraClient,
  issueId: string,
  size = pageSize,
): AsyncGenerator<IssueComment[]> {
  const path = `/issue/${pathStep(issueId)}/comment?orderBy=-created&expand=properties`
  const seen = new Set<string>()
  let startAt = 0
  let before: string | undefined
  let restarts = 0
  for (;;) {
    const page = await client.get(`${path}&startAt=${startAt}&maxResults=${size}`, wireCommentPage)
    const { comments } = page
    if (before !== undefined && comments[0]?.id !== before && restarts < mostRestarts) {
      restarts += 1
      startAt = 0
      before = undefined
      continue
    }
    const fresh = comments.filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    // It was asked for properties, so none told means that there is none.
    if (fresh.length > 0) {
      yield fresh.map((wire) => commentOf({ ...wire, properties: wire.properties ?? [] }, client))
    }
    const reached = startAt + comments.length
    if (comments.length < 2 || reached >= (page.total ?? (comments.length < size ? reached : Infinity)))
      return
    startAt = reached - 1
    before = comments.at(-1)?.id
  }
}
