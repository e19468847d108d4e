import type { AlarmSourceDetail, SaveAlarmSource } from '../../api/alarm-sources.ts'

export interface SourceValues {
  onClear: AlarmSourceDetail['onClear']
  /** Whether the console is told of tickets at all. */
  tells: boolean
  method: 'POST' | 'PUT' | 'PATCH'
  url: string
  headers: { name: string; value: string; stored: boolean }[]
  body: string
  ticketIdName: string
  ticketUrlName: string
}

/** What a console that takes an object of properties understands; a start for others. */
const firstBody = `{
  "{{ticketIdName}}": "{{ticketId}}",
  "{{ticketUrlName}}": "{{ticketUrl}}"
}`

export function valuesOf({ onClear, writeBack }: AlarmSourceDetail): SourceValues {
  const none = { method: 'PUT' as const, url: '', body: firstBody, ticketIdName: 'Ticket ID' }
  const template = writeBack ?? { ...none, ticketUrlName: 'Ticket URL', headers: [{ name: 'Authorization' }] }
  return {
    ...template,
    onClear,
    tells: writeBack !== null,
    headers: template.headers.map(({ name }) => ({ name, value: '', stored: writeBack !== null })),
  }
}

/** A stored value is kept where none is typed; a row without any value is no header. */
export function templateFrom({ headers, ...values }: SourceValues) {
  const { method, url, body, ticketIdName, ticketUrlName } = values
  return {
    method,
    url,
    body,
    ticketIdName,
    ticketUrlName,
    headers: headers
      .filter(({ name, value, stored }) => name.trim() !== '' && (value !== '' || stored))
      .map(({ name, value }) => (value ? { name, value } : { name })),
  }
}

export const bodyOf = (values: SourceValues): SaveAlarmSource => ({
  onClear: values.onClear,
  writeBack: values.tells ? templateFrom(values) : null,
})

/** A field’s place put into a text where the caret stands, and where the caret stands afterwards. */
export function inserted(text: string, field: string, at: { from: number; to: number }) {
  const place = `{{${field}}}`
  return { text: text.slice(0, at.from) + place + text.slice(at.to), caret: at.from + place.length }
}
