import type { Deps } from '../deps.ts'
import { remedyOf } from '../domain/fault.ts'
import { connectionCounts } from '../store/connection-counts.ts'
import { findConnection, type Connection } from '../store/connections.ts'
import { administratorAddresses } from '../store/members.ts'
import { credentialEnd, endInWords } from './expiry.ts'

interface Letter {
  subject: string
  paragraphs: string[]
}

/** Mails administrators what a connection needs from them; nothing is sent when it needs nothing by then. */
export async function alertAdministrators(
  deps: Deps,
  of: { connectionId: string; about?: 'expiry' },
): Promise<void> {
  const { mail, store } = deps
  const connection = await findConnection(store.db, of.connectionId)
  if (!mail || !connection) return
  const letter = of.about === 'expiry' ? ofExpiry(deps, connection) : await ofPause(deps, connection)
  const to = await administratorAddresses(store, connection.workspaceId)
  if (!letter || to.length === 0) return
  const where = `Put it right here: ${deps.publicUrl}/workspace/adminsettings/ticket-providers`
  await mail({ to, subject: letter.subject, text: [...letter.paragraphs, where].join('\n\n') })
}

async function ofPause(deps: Deps, connection: Connection): Promise<Letter | undefined> {
  const { name, pauseFault, pausedUntil } = connection
  if (!pauseFault || pausedUntil) return undefined
  const { waiting } = await connectionCounts(deps.store.db, connection.id)
  return {
    subject: `Crosstie: ${name} needs an administrator`,
    paragraphs: [
      `${name} does not accept the hub any more, so everything for it waits (${waiting} at the moment).`,
      `What it said: ${pauseFault.detail}`,
      remedyOf(pauseFault),
      'Nothing is lost. What waits goes on by itself as soon as the connection works again.',
    ],
  }
}

function ofExpiry(deps: Deps, connection: Connection): Letter | undefined {
  const endsAt = credentialEnd(connection)
  if (!endsAt || connection.state === 'disconnected') return undefined
  const end = endInWords(endsAt, deps.ctx.now())
  return {
    subject: `Crosstie: the credential of ${connection.name} ${end}`,
    paragraphs: [
      `The credential of ${connection.name} ${end} (${endsAt.toISOString().slice(0, 10)}).`,
      'Create a new one in the tracker and replace it on the card; there is no need to disconnect.',
      'Until then everything works. If it ends first, tickets wait and nothing is lost.',
    ],
  }
}
