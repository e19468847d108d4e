/** Jira's own format: `2026-11-22T05:00:00.000+0000`. */
export function jiraTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000')
}
