import { refusedAs, type AlarmReading } from './alarm.ts'
import { UnreadableDocument } from '../source.ts'
import { deepest } from '../storable.ts'

type Read = (body: unknown, now: Date) => AlarmReading

/**
 * The same reader, given only what a database can keep. A recommendation with an odd character is refused
 * where it stands, since somebody waits for the answer; an alarm must get through, so the character falls away.
 */
export const storably =
  (read: Read): Read =>
  (body, now) => {
    try {
      return read(storableCopy(body, 0), now)
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error
      return refusedAs({ at: '', field: error.path, message: error.message })
    }
  }

export const storableText = (text: string) => text.toWellFormed().replaceAll('\u0000', '')

function storableCopy(value: unknown, depth: number): unknown {
  if (depth > deepest) throw new UnreadableDocument('body', `nested at most ${deepest} levels deep`)
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((member) => storableCopy(member, depth + 1))
  if (typeof value !== 'object' || value === null) return null
  // Object.fromEntries makes a member named __proto__ a member like any other.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storableText(name), storableCopy(member, depth + 1)]),
  )
}
