import { testCredentials } from './credentials.ts'
import { leaksIn } from './leaks.ts'

const secrets = new Map(Object.entries(testCredentials))

/** What was found since somebody asked last; the files of a worker share it. */
const found: string[] = []

/** Looks for the tests’ credentials in an answer of a hub. */
export function watchAnswer(what: string, text: string): void {
  found.push(...leaksIn([{ what, text }], secrets))
}

/** The log of a hub at its most talkative, in which the tests’ credentials are looked for line by line. */
export const watchedLog = {
  write(line: string): void {
    found.push(...leaksIn([{ what: 'the log', text: line }], secrets))
  },
}

/** Fails the file whose hub has let a credential out. */
export function refuseLeaks(): void {
  const all = found.splice(0)
  if (all.length > 0) throw new Error(`Credentials of the tests came out of a hub:\n${all.join('\n')}`)
}
