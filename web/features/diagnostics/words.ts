import type { DiagnosticRun } from '../../api/diagnostics.ts'
import type { Tone } from '../../ui/status.ts'

export const runWords: Record<DiagnosticRun['status'], { words: string; tone: Tone }> = {
  running: { words: 'Running', tone: 'blue' },
  completed: { words: 'Completed', tone: 'green' },
  error: { words: 'Ended in an error', tone: 'red' },
}

export const runStatuses = Object.entries(runWords).map(([value, { words: label }]) => ({ value, label }))

/** What brings the first service, and the first run on it. */
export const firstCalls = (origin: string) => ({
  service: [
    `curl -X PUT ${origin}/v1/services/LINE-1 \\`,
    `  -H 'Authorization: Bearer <token>' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"productName": "Fibre 1G", "operator": "<operator>"}'`,
  ].join('\n'),
  run: [
    `curl ${origin}/v1/diagnostic-runs \\`,
    `  -H 'Authorization: Bearer <token>' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"service": "LINE-1", "status": "completed",`,
    `       "findings": [{"category": "synchro", "text": "No synchronisation"}]}'`,
  ].join('\n'),
})
