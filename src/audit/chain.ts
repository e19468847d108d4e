import { createHash, createHmac } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { createChainCheck, hashOf, type AuditLine, type Break } from '../domain/audit-chain.ts'
import { chainEnd, chained, chainNext, looseWorkspaces, type AuditEntry } from '../store/audit.ts'

type Needs = Pick<Deps, 'store' | 'sealAudit'>

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Signs the ends of chains. */
export const createAuditSeal = (key: Buffer) => (text: string) =>
  createHmac('sha256', key).update(text).digest('hex')

const sealed = (workspaceId: string, end: { place: number; hash: string }) =>
  `${workspaceId} ${end.place} ${end.hash}`

/** An entry as it is hashed and exported. */
export function lineOf(
  entry: AuditEntry,
  link: { place: number; previous: string; hash: string },
): AuditLine {
  return { ...entry, at: entry.at.toISOString(), ...link }
}

/** Puts what was recorded since into the chains: each entry’s hash covers all before it. */
export async function chainAudit(deps: Needs): Promise<void> {
  for (const workspaceId of await looseWorkspaces(deps.store.db)) await chainWorkspace(deps, workspaceId)
}

async function chainWorkspace(deps: Needs, workspaceId: string): Promise<void> {
  for (;;) {
    const count = await chainNext(deps.store.db, workspaceId, (before, entries) => {
      const at = { place: before?.place ?? 0, hash: before?.hash ?? '' }
      const hashes = entries.map((entry) => {
        at.place += 1
        const line = lineOf(entry, { place: at.place, previous: at.hash, hash: '' })
        at.hash = hashOf(line, sha256)
        return at.hash
      })
      return { hashes, end: { ...at, seal: deps.sealAudit(sealed(workspaceId, at)) } }
    })
    if (count === 0) return
  }
}

const atOnce = 1_000

/** The chain of a workspace as it stands, in its order; the end of each line follows from the line before. */
export async function* auditLines(deps: Needs, workspaceId: string): AsyncGenerator<AuditLine> {
  const at = { place: 0, hash: '' }
  for (;;) {
    const entries = await chained(deps.store.db, workspaceId, { after: at.place, limit: atOnce })
    for (const entry of entries) {
      const link = { place: entry.place ?? 0, previous: at.hash, hash: entry.hash ?? '' }
      yield lineOf(entry, link)
      at.place = link.place
      at.hash = link.hash
    }
    if (entries.length < atOnce) return
  }
}

/** What verifying found. */
export interface Verified {
  entries: number
  breaks: Break[]
}

const mostBreaks = 20

/** Whether the record of a workspace is what it was: each entry, its place, and that the newest are still there. */
export async function verifyAudit(deps: Needs, workspaceId: string): Promise<Verified> {
  const end = await chainEnd(deps.store.db, workspaceId)
  const breaks: Break[] = []
  const check = createChainCheck(sha256)
  let entries = 0
  for await (const line of auditLines(deps, workspaceId)) {
    entries += 1
    const found = check.look(line)
    if (found && breaks.length < mostBreaks) breaks.push(found)
    if (line.place === end?.place && line.hash !== end.hash) {
      breaks.push({ place: line.place, id: line.id, what: 'It is not the entry that was sealed.' })
    }
  }
  if (entries > 0 || end) breaks.push(...wrongEnd(deps, workspaceId, { end, last: check.at.place }))
  return { entries, breaks }
}

function wrongEnd(
  deps: Needs,
  workspaceId: string,
  { end, last }: { end: Awaited<ReturnType<typeof chainEnd>>; last: number },
): Break[] {
  if (!end) return [{ place: last, id: null, what: 'The seal of the record is gone.' }]
  const breaks: Break[] = []
  if (deps.sealAudit(sealed(workspaceId, end)) !== end.seal) {
    breaks.push({ place: end.place, id: null, what: 'The seal of the record was not made by this hub.' })
  }
  if (last < end.place) {
    breaks.push({ place: end.place, id: null, what: `Entries ${last + 1} to ${end.place} are gone.` })
  }
  return breaks
}
