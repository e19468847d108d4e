import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { Refusal } from '../domain/refusal.ts'

const shortest = 8
const longest = 128
/** What is left of a password without the person’s own words must not be shorter than this. */
const shortestRest = 6

let estimator: Promise<ZxcvbnFactory> | undefined

/** Loaded with the first password that somebody sets: the lists of words are large. */
function estimate(): Promise<ZxcvbnFactory> {
  estimator ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([core, common]) =>
      new core.ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs }),
  )
  return estimator
}

const ofOwnWords =
  'a password that is not made of your name, your e-mail address or the word Crosstie: three or four words that have nothing to do with you are good'
const harderToGuess =
  'a password that is harder to guess: this one is among the most used, or follows a simple pattern. Three or four words that do not belong together are good'

/**
 * Refuses a password that is too short, too long, common, or made of what everybody knows of the person.
 * @param of.field where the password stood in the request
 * @throws {Refusal}
 */
export async function checkPassword(
  password: string,
  of: { field: string; name: string; email: string },
): Promise<void> {
  const message = await problemOf(password, of)
  if (message === undefined) return
  const errors = [{ field: of.field, message }]
  throw new Refusal('invalid', 'Choose another password. Nothing was changed.', { errors })
}

/** What would be right; undefined where it is. */
export async function problemOf(
  password: string,
  of: { name: string; email: string },
): Promise<string | undefined> {
  if (password.length < shortest) return `at least ${shortest} characters`
  if (password.length > longest) return `at most ${longest} characters`
  const own = ownWords(of)
  const { score, sequence } = (await estimate()).check(password, own)
  const rest = sequence.filter((part) => part['dictionaryName'] !== 'userInputs')
  const restLength = rest.reduce((sum, { token }) => sum + token.length, 0)
  if (rest.length < sequence.length && restLength < shortestRest) return ofOwnWords
  return score < 2 ? harderToGuess : undefined
}

const ownWords = ({ name, email }: { name: string; email: string }) => [
  'crosstie',
  email,
  ...`${name} ${email}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2),
]
