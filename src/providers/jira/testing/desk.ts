import { onTestFinished } from 'vitest'
import type { FieldValue } from '../../../domain/field-value.ts'
import type { MappedValue, TrackerField } from '../../help-desk.ts'
import { createHttpClient } from '../../http.ts'
import type { Draft } from '../../provider.ts'
import { jira } from '../index.ts'

export const editions = ['cloud', 'server'] as const
type Edition = (typeof editions)[number]

const given = {
  cloud: { email: 'crosstie@example.com', token: 'jira-token' },
  server: { edition: 'Server or Data Center', token: 'jira-token' },
}

export const draft: Draft = { title: 'Sign-in fails', description: 'Words', facts: [] }
export const infra = { project: 'INFRA', issueType: 'Task' }

/** What the tests need of the simulator, which only they may import. */
interface SimulatedJira {
  url: string
  team: unknown
  close(): Promise<void>
}
type Start<S> = (options: { edition: Edition; now: () => Date; webhookRetryDelays: number[] }) => Promise<S>

/** A simulated Jira over HTTP with the help desk’s client, the usual one, and one issue. */
export const deskOf =
  <S extends SimulatedJira>(start: Start<S>) =>
  (edition: Edition) =>
    startDesk(start, edition)

async function startDesk<S extends SimulatedJira>(start: Start<S>, edition: Edition) {
  const clock = { now: Date.parse('2026-11-22T05:00:00Z') }
  const site = await start({ edition, now: () => new Date(clock.now), webhookRetryDelays: [] })
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await site.close()
  })
  const config = jira.config.parse({ site: site.url, defaultProjectKey: 'INFRA', ...given[edition] })
  const deps = { http, now: () => new Date(clock.now) }
  const tracker = jira.connect(config, deps)
  const helpDesk = jira.helpDesk?.(config, deps)
  if (!helpDesk) throw new Error('Jira has no help desk.')
  const issue = await tracker.create(draft, infra, 'm0')
  return { site, clock, tracker, helpDesk, issue, team: site.team as S['team'] }
}

/** A field by its id, as a mapping keeps it. */
export function mapped(fields: TrackerField[], id: string, value: FieldValue): MappedValue {
  const field = fields.find((one) => one.id === id)
  if (!field?.kind) throw new Error(`There is no field ${id} that can be mapped.`)
  const { name, kind, shape } = field
  return { fieldId: id, name, kind, shape, value }
}
