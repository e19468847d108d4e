import type { HubField } from '../../../api/instances.ts'

/** CX2: whether the tracker’s changes are taken over; changes here are never sent again. */
export const directionWords = (comesBack: boolean) =>
  comesBack ? 'Sent once, comes back when it changes in Jira' : 'Sent once only'

/** What a default does, beside its field (CX8). */
export const fallbackHelp = ({ comesBack, title }: Pick<HubField, 'comesBack' | 'title'>) =>
  comesBack
    ? `Sent where the ticket has no ${title}, and taken where Jira’s value has no equal name. Each use is noted on the ticket.`
    : `Sent where the ticket has no ${title}. Each use is noted on the ticket.`
