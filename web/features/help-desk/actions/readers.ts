import type { Instance } from '../../../api/instances.ts'
import type { SupportTicket } from '../../../api/help-desk.ts'
import type { Visibility } from '../../../api/help-desk-actions.ts'
import { trackerName } from '../tracker-name.ts'

export interface Told {
  visibility: Visibility
  /** Of the action; undefined for a file on its own. */
  typeId?: string | undefined
  isFile?: boolean
}

export interface Target {
  ticket: Pick<SupportTicket, 'link' | 'delivery' | 'type'>
  /** The one that the ticket is linked with. */
  instance: Pick<Instance, 'name' | 'active' | 'synchronizing' | 'settings'> | undefined
}

const here: Record<Visibility, string> = {
  public: 'The customer may read it, and all people of the help desk.',
  internal: 'Only people of the help desk read it.',
  restricted: 'Only people of the help desk read it; it never leaves this ticket.',
}

/** Who will read what is being written, and whether it goes to the tracker (C15, C17, CX11, CX21): said before it is sent. */
export function readersOf(told: Told, target: Target): string {
  const stays = whyItStays(told, target)
  const readers = here[told.visibility]
  if (told.visibility === 'restricted') return readers
  if (stays) return `${readers} ${stays}`
  const { ticket, instance } = target
  const issue = ticket.link?.issueKey ?? 'the new issue'
  const becomes = told.isFile ? `A copy goes to ${issue}` : `It becomes a comment of ${issue}`
  const when =
    !instance || instance.synchronizing ? '' : ` once ${trackerName(instance.name)} is synchronised again`
  return `${readers} ${becomes}${when}, where everybody who sees the issue can read it.`
}

function whyItStays({ visibility, typeId, isFile }: Told, { ticket, instance }: Target): string | null {
  const { link, delivery, type } = ticket
  const isComing = delivery?.kind === 'create' && !['done', 'cancelled'].includes(delivery.state)
  const isThere = link ? link.state === 'linked' && link.following : isComing
  if (!isThere)
    return link ? 'It stays here: the issue is no longer followed.' : 'It stays here: there is no issue.'
  if (!instance?.active) return 'It stays here: the instance is not in use.'
  const { settings } = instance
  const name = trackerName(instance.name)
  if (settings.typeIds && !settings.typeIds.includes(type.id)) {
    return `It stays here: tickets of the type “${type.name}” are not synced with ${name}.`
  }
  if (isFile && !settings.files) return `It stays here: files are not sent to ${name}.`
  if (visibility === 'internal' && !settings.pushInternal) {
    return `It stays here: what is internal is not sent to ${name}.`
  }
  if (!isFile && settings.actionTypeId && settings.actionTypeId !== typeId) {
    return `It stays here: actions of this type are not sent to ${name}.`
  }
  return null
}
