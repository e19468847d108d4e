import { leaseMs } from '../store/processes.ts'

/** Time for a request to leave once it was allowed to. */
const marginMs = 5_000

/** Whether other processes still believe that this one is alive. */
export interface Lease {
  /** @param at before the sign of life was sent */
  renewed(at: Date): void
  /** True while nobody else can have taken over what this process was about to send. */
  holds(): boolean
}

/**
 * A machine may stand still for minutes and go on in the middle of anything. What it was about to send then may have been
 * sent by another process. It holds as long as nothing has renewed it: without signs of life nobody waits for them.
 */
export function createLease(now: () => Date): Lease {
  let until: number | undefined
  return {
    renewed(at) {
      until = at.getTime() + leaseMs - marginMs
    },
    holds: () => until === undefined || now().getTime() < until,
  }
}
