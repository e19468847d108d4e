import { characters, type Limits } from './characters.ts'

/** How long a text is and how long it may be. */
export function CharacterCount({ text, limits: { min, max } }: { text: string; limits: Limits }) {
  const range = min ? `${min} to ${max} characters` : `at most ${max} characters`
  return (
    <>
      {characters(text)} of {range}
    </>
  )
}
