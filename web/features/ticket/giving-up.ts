import type { Delivery } from '../../api/tickets.ts'

export interface Question {
  title: string
  confirm: string
  text: string
}

const questions: Record<Delivery['kind'], Question> = {
  create: {
    title: 'Cancel the creation?',
    confirm: 'Cancel the creation',
    text: 'The hub sends nothing more, and the ticket is closed without an issue. What it is about can then get another ticket. If an earlier try did arrive in the tracker, its issue stays there.',
  },
  comment: {
    title: 'Give up this comment?',
    confirm: 'Give up the comment',
    text: 'It stays in the timeline here and is not sent to the tracker any more. If an earlier try did arrive, it stays there.',
  },
  attachment: {
    title: 'Give up this file?',
    confirm: 'Give up the file',
    text: 'It stays on the ticket and is not sent to the tracker any more. If an earlier try did arrive, it stays there.',
  },
  backlink: {
    title: 'Give up the link back?',
    confirm: 'Give up the link back',
    text: 'The issue does not show its way to the ticket. The ticket keeps its issue, and both go on as they are.',
  },
  'remove-backlink': {
    title: 'Leave the link back where it is?',
    confirm: 'Leave the link back',
    text: 'The issue goes on showing a way to the ticket, although it is not linked any more. It can be taken away in the tracker.',
  },
}

/**
 * What is asked before a delivery is given up.
 * @param goesOn whether a ticket without its issue goes on, as those of the help desk do
 */
export function givingUp(kind: Delivery['kind'], goesOn: boolean): Question {
  if (kind !== 'create' || !goesOn) return questions[kind]
  return {
    ...questions.create,
    text: 'The hub sends nothing more, and the ticket goes on without an issue: another one can be created or linked later. If an earlier try did arrive in the tracker, its issue stays there.',
  }
}
