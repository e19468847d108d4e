import type { Result } from './run-campaign.ts'

const columns = ['provider', 'runs', 'kills', 'requests', 'issues', 'parked', 'doubled', 'lost']

/** The result as a table for people, and every sentence about what is wrong. */
export function report({
  runs,
  kills,
  atPoints,
  points,
  databaseDeaths,
  failures,
  verdicts,
}: Result): string {
  const rows = verdicts.map(({ lane, requests, issues, parked, doubled, lost }) =>
    [lane, runs, kills, requests, issues, parked, doubled, lost].map(String),
  )
  const widths = columns.map((_, at) => Math.max(...[columns, ...rows].map((row) => row[at]?.length ?? 0)))
  const line = (row: string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [
    line(columns),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    `${atPoints} of the ${kills} kills were at one of ${points} steps; the database server was killed ${databaseDeaths} times.`,
    ...(failures > 0 ? [`${failures} times a hub ended by itself.`] : []),
    ...verdicts.flatMap(({ wrong }) => wrong),
  ].join('\n')
}

/** Whether every request has ended as promised, and no hub fell over anything but a kill. */
export const isClean = ({ failures, verdicts }: Result) =>
  failures === 0 && verdicts.every(({ wrong }) => wrong.length === 0)
