import { asList, asRecord, asText } from '../../ground/json.ts'
import { invalid, invalidFields } from '../rest/answer.ts'

const longestValue = 32_768

/** Entity properties as a list of `{key, value}`, the form that requests carry them in. */
export function readProperties(value: unknown): Record<string, unknown> {
  if (value === undefined) return {}
  const entries = asList(value)?.map((entry) => asRecord(entry))
  if (!entries) throw invalid('Invalid request payload. Refer to the REST API documentation and try again.')
  return Object.fromEntries(
    entries.map((entry) => {
      const key = asText(entry?.['key'])
      if (!key) throw invalidFields({ properties: 'A property needs a key.' })
      return [key, checkProperty(key, entry?.['value'])]
    }),
  )
}

export function checkProperty(key: string, value: unknown): unknown {
  if (key.length > 255) throw invalid('The property key cannot be longer than 255 characters.')
  if (value === undefined) throw invalid('The property value has to be a valid, non-empty JSON.')
  if (JSON.stringify(value).length > longestValue) {
    throw invalid(`The property value cannot be longer than ${longestValue} characters.`)
  }
  return value
}
