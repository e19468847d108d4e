import type { FailedRequest } from '../../api/failed-requests.ts'

/** “HTTP 400 · TF401320”; empty where the tracker gave none. */
export const codesOf = (fault: FailedRequest['fault']): string =>
  [fault?.status && `HTTP ${fault.status}`, fault?.code].filter(Boolean).join(' · ')
