import { shorten } from '../../domain/describe.ts'
import { titleOf } from '../wording.ts'

/** Most characters of each part of an alarm; keys longer than this are refused, all else is shortened. */
export const longest = {
  key: 300,
  elementName: 300,
  value: 1_000,
  severity: 100,
  description: 10_000,
  labelName: 200,
  label: 1_000,
  url: 8_000,
}

/** A key keeps its inner spaces: two keys that differ must stay two. */
export const keyText = (text: string) =>
  text
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .trim()

export const oneLine = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** Keeps line ends and tabs. */
export const paragraphs = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()

/** On one line of at most so many characters; null if nothing is left. */
export const lineOrNull = (text: string | undefined, max: number) =>
  shorten(oneLine(text ?? ''), max).text || null

/** BX17. */
export const titleOfAlarm = (elementName: string, value: string | null) =>
  titleOf(value ? `${elementName}: ${value}` : `Alarm on ${elementName}`)

/** An address that can be a link; null if it is none. A password in it is dropped. */
export function webAddress(text: string | undefined): string | null {
  const address = URL.parse(text ?? '')
  if (!address || !/^https?:$/u.test(address.protocol)) return null
  address.username = ''
  address.password = ''
  return address.href.length > longest.url ? null : address.href
}

/** Host and port of a web address; '' if it is none. */
export function hostOf(text: string | undefined): string {
  const address = webAddress(text)
  return address ? new URL(address).host : ''
}
