/** What a provider may send. */
export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  /** Sent as JSON unless it is a string. */
  body?: unknown
  /** Default 30 s. */
  timeoutMs?: number
}

/** An answer with any status; providers map statuses with `faultOfStatus`. */
export interface IncomingAnswer {
  status: number
  headers: Record<string, string>
  text: string
}

/**
 * The one guarded client through which every outgoing call goes. Throws ProviderError with kind
 * `timeout`, `not-sent`, `interrupted` or `refused-address`; never for a status.
 */
export interface HttpClient {
  send(request: OutgoingRequest): Promise<IncomingAnswer>
}
