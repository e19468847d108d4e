/**
 * One message of the server-sent events at `GET /v1/live`: something of this kind changed,
 * so what is shown of it should be read again. Messages carry no content.
 */
export interface LiveMessage {
  topic: 'tickets' | 'recommendations' | 'alarms' | 'diagnostics' | 'connections' | 'notifications'
  /** The record, when it is a single one. */
  id?: string
}
