/** One request that the console took or refused, as it came. */
export interface Write {
  method: string
  path: string
  body: string
}

export interface ConsoleState {
  /** What the header Authorization must carry after Bearer. */
  key: string
  /** Alarm → property → value. */
  properties: Map<string, Map<string, string>>
  /** Every write that was carried out, in order. */
  writes: Write[]
  /** There are none: this console tells nobody. */
  webhooks: { url: string }[]
}

export const newState = (): ConsoleState => ({
  key: 'console-key',
  properties: new Map(),
  writes: [],
  webhooks: [],
})
