import type { Fault } from './fault.ts'

export type RefusalKind = 'not-found' | 'conflict' | 'invalid' | 'forbidden' | 'unreachable'

/** Why the hub does not do what it was asked. Nothing was changed. Becomes `application/problem+json`. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly errors: { field: string; message: string }[]
  readonly ticket: { id: string; alias: string } | undefined
  readonly fault: Fault | undefined

  constructor(
    kind: RefusalKind,
    message: string,
    more: {
      errors?: { field: string; message: string }[]
      ticket?: { id: string; alias: string } | undefined
      fault?: Fault
    } = {},
  ) {
    super(message)
    this.name = 'Refusal'
    this.kind = kind
    this.errors = more.errors ?? []
    this.ticket = more.ticket
    this.fault = more.fault
  }
}

export const notFound = (what: string) =>
  new Refusal('not-found', `There is no such ${what} in this workspace.`)
