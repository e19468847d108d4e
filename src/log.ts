import { pino } from 'pino'

/** Libraries log whole requests when they are asked to be talkative; their headers hold tokens and cookies. */
const headers = ['headers', '*.headers', '*.*.headers', '*.*.*.headers']

/** The hub’s log: one JSON line an entry, on standard output unless it is said otherwise. */
export const createLog = (level: string, to?: { write(line: string): void }) =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: headers, remove: true } },
    to,
  )
