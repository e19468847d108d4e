/** What of a stream of server-sent events is complete, as its data, and what is still to be continued. */
export function splitEvents(text: string): { events: string[]; rest: string } {
  const blocks = text.split('\n\n')
  const rest = blocks.pop() ?? ''
  return { events: blocks.map(dataOf).filter((data) => data !== ''), rest }
}

const mark = 'data:'

/** Comments and other fields have no data. */
function dataOf(block: string): string {
  return block
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length).replace(/^ /u, ''))
    .join('\n')
}
