/** A status that people set, by what it comes to in the hub. */
export type Move = 'Active' | 'Resolved' | 'Closed' | 'unmapped'

export interface TrackerIssue {
  id: string
  key: string
  title: string
  /** Where it is, in the words of the destination. */
  place: Record<string, string | undefined>
  priority: string
}

/** One simulated tracker, and what its administrator and the people who work in it do. */
export interface TestTracker {
  /** The provider's kind. */
  kind: string
  /** What is typed into the set-up form. */
  config: Record<string, string>
  /** The form's field that holds the secret. */
  secret: string
  /** A complete default route, and another one. */
  destination: Record<string, string>
  elsewhere: Record<string, string>
  /** A destination that does not exist, and the field that is wrong. */
  nowhere: { destination: Record<string, string>; field: string }
  /** The statuses that {@link TestTracker.move} sets, as the tracker shows them. */
  shown: Record<Move, string>
  issues(): TrackerIssue[]
  /** A person sets the status. */
  move(issueId: string, to: Move): Promise<void>
  /** A person gives it to somebody; answers the name. */
  assign(issueId: string): Promise<string>
  remove(issueId: string): Promise<void>
  /** Everything that was said on an issue. */
  comments(issueId: string): string[]
  /** An administrator sets up the webhook. */
  registerWebhook(url: string, secret: string): void
  /** From now on only this secret is accepted. */
  rotate(secret: string): void
  /** Every call is answered with this status; with none everything works again. */
  fail(status?: number): void
  /** How webhooks go wrong, as shares of 0–1. */
  webhookFaults(faults: { drop?: number; duplicate?: number; outOfOrder?: number }): void
  calls(): number
  settle(): Promise<void>
  close(): Promise<void>
}

/** Sends one of the forms of a simulator's pages. */
export async function submit(url: string, fields: Record<string, string>): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
}
