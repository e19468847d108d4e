import type { FaultEffect } from './faults/model.ts'
import type { RateCount } from './faults/rate-limit.ts'
import type { Spoiling } from './faults/spoil.ts'
import type { Site, SiteState } from './site.ts'

/** A request as it comes off the wire. */
export interface RawRequest {
  method: string
  path: string
  query: URLSearchParams
  authorization: string | undefined
  contentType: string | undefined
  body: string
}

/** What a call comes to, before faults spoil it. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: unknown
  /** A page for people, where a client expects JSON. */
  html?: string
}

/** What goes over the wire; `dropped` means that the connection is closed without an answer. */
export type Outcome =
  | 'dropped'
  | { status: number; headers: Record<string, string>; contentType: string; body: string }

/** What is a tracker's own in serving a call. */
export interface Api<S extends SiteState> {
  /** The paths that belong to the API, as Fastify writes them. */
  paths: string[]
  contentType: string
  /** Signs in, finds the handler and carries the request out. Refusals come back as answers. */
  dispatch: (site: Site<S>, request: RawRequest) => Answer
  /** How the tracker words a status that a fault or the rate limit asks for. */
  refusal: (status: number, effect: FaultEffect) => Answer
  /** What the effect `html` answers. */
  signInPage: (site: Site<S>) => Answer
  /** What answers tell about the rate limit while one is set. */
  rateHeaders: (count: RateCount) => Record<string, string>
  spoiling: Spoiling
}
