import { createHash } from 'node:crypto'
import { keyText, lineOrNull, longest, oneLine } from './text.ts'
import { shorten } from '../../domain/describe.ts'

type Labels = Record<string, string>

/**
 * The key of an alert: its fingerprint, which is made of its labels and stays the same for as long as they do.
 * Before version 0.19 Alertmanager sent none; then a digest of the labels does the same.
 * @returns undefined if there is nothing to tell the alert by
 */
export function rootKeyOf(fingerprint: string | undefined, labels: Labels): string | undefined {
  const key = keyText(fingerprint ?? '')
  if (key && key.length <= longest.key) return key
  const sorted = Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1))
  if (sorted.length === 0) return undefined
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

/**
 * Labels that say what an alert is about, most particular first. `instance` is often only the exporter that
 * reports on a node; `device` is a disk or an interface of an instance.
 */
const elementLabels = ['host', 'hostname', 'node', 'instance', 'device', 'alertname', 'service', 'job']

export function elementOf(labels: Labels): string | undefined {
  const names = elementLabels.map((label) => lineOrNull(labels[label], longest.elementName))
  return names.find((name) => name !== null) ?? undefined
}

export const labelsOf = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).map(([name, label]) => [
      shorten(oneLine(name), longest.labelName).text,
      shorten(oneLine(label), longest.label).text,
    ]),
  )
