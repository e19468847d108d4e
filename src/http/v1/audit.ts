import { Readable } from 'node:stream'
import { auditLines, chainAudit, verifyAudit } from '../../audit/chain.ts'
import { record } from '../../audit/record.ts'
import type { Deps } from '../../deps.ts'
import { listAudit, type AuditEntry as Row } from '../../store/audit.ts'
import { AuditEntry, AuditQuery, AuditVerification } from '../contract/audit.ts'
import { pageOf } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'

const tags = ['Audit']
const config = { demands: 'audit:read' } as const

const answer = ({ id, at, actor, actorName, address, ...row }: Row): AuditEntry => ({
  id,
  at: at.toISOString(),
  actor: { id: actor, name: actorName },
  address,
  action: row.action,
  target: row.target === null ? null : { id: row.target, name: row.targetName ?? '' },
  before: row.before,
  after: row.after,
  place: row.place,
  hash: row.hash,
})

/** Who did what, when; and the proof that the record was not changed. */
export function auditRoutes(app: Api, deps: Deps): void {
  app.get('/v1/audit', {
    config,
    schema: {
      tags,
      summary: 'Who did what, newest first',
      querystring: AuditQuery,
      response: { 200: pageOf(AuditEntry) },
    },
    handler: async (request) => {
      const { from, until, ...same } = request.query
      const page = await listAudit(deps.store.db, actorOf(request).workspaceId, {
        ...same,
        from: from === undefined ? undefined : new Date(from),
        until: until === undefined ? undefined : new Date(until),
      })
      return { ...page, items: page.items.map(answer) }
    },
  })

  app.get('/v1/audit.jsonl', {
    config,
    schema: {
      tags,
      summary: 'The whole record, oldest first, as JSON lines that `crosstie audit verify` can check',
      produces: ['application/jsonl'],
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      await record(deps, actor, { action: 'audit.exported' })
      await chainAudit(deps)
      const lines = Readable.from(textOf(auditLines(deps, actor.workspaceId)))
      return reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.jsonl"')
        .send(lines)
    },
  })

  app.post('/v1/audit/verify', {
    config,
    schema: {
      tags,
      summary: 'Looks whether the record is what it was: every entry, its place, and the end',
      response: { 200: AuditVerification },
    },
    handler: async (request) => {
      await chainAudit(deps)
      const found = await verifyAudit(deps, actorOf(request).workspaceId)
      return { ok: found.breaks.length === 0, ...found }
    },
  })
}

async function* textOf(lines: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}
