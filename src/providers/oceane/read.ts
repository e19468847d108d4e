import type { Fault } from '../../domain/fault.ts'
import { ProviderError, type ReadResult } from '../provider.ts'
import type { OceaneClient, Read } from './client.ts'
import { idOf, issueOf } from './map.ts'

/** What would name another address than that of a ticket. */
const isNoId = (id: string) => /^\.{0,2}$/u.test(id.trim())

/** One ticket that has to be there. */
export async function readTicket(client: OceaneClient, id: string): Promise<Read> {
  const read = await client.read(id)
  if ('missing' in read) throw new ProviderError(read.missing)
  return read
}

/** “Not found” is believed when the API is surely there: it answers about another ticket, or with its list, or in its own words. */
async function demandProof(
  client: OceaneClient,
  of: { found: boolean; certain: boolean; missing: Fault },
): Promise<void> {
  if (of.found) return
  if (client.config.listPath !== undefined) await client.list({}, { offset: 0, limit: 1 })
  else if (!of.certain) throw new ProviderError(of.missing)
}

/**
 * Tickets one by one, because TMF621 reads no more at once. Without a read path nothing is asked, and nothing is told.
 * https://github.com/tmforum-apis/TMF621_TroubleTicket (TMF621 v4, GET /troubleTicket/{id})
 */
export async function readTickets(client: OceaneClient, ids: string[]): Promise<ReadResult> {
  const result: ReadResult = { issues: [], gone: [] }
  if (client.config.readPath === undefined) return result
  let doubt: { missing: Fault; certain: boolean } | undefined
  for (const id of new Set(ids)) {
    const answer = isNoId(id) ? undefined : await client.read(id)
    if (!answer) result.gone.push(id)
    else if ('missing' in answer) {
      result.gone.push(id)
      doubt ??= answer
    } else {
      const told = idOf(answer.ticket, client.config)
      if (told !== id) {
        const detail = `Oceane answered about ticket ${told} where ${id} was asked for.`
        throw new ProviderError({ kind: 'bad-answer', detail })
      }
      result.issues.push(issueOf(answer.ticket, client.config))
    }
  }
  if (doubt) await demandProof(client, { ...doubt, found: result.issues.length > 0 })
  return result
}
