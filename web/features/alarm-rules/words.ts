import { some } from '../../ui/amounts.ts'

/** “2 hours”, “1 minute 30 seconds”, “At once”. */
export function waitInWords(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3_600), 'hour'],
    [Math.floor((seconds % 3_600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ]
  const said = parts.filter(([count]) => count > 0).map(([count, one]) => some(count, one))
  return said.join(' ') || 'At once'
}

export const factLabels = ['source', 'severity', 'elementName', 'elementId', 'agent', 'value']
