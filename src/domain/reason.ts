/** Why a value was chosen. Shown to people as it is, so `rule` and `because` are whole sentences or names. */
export interface Reason {
  /** Short name of the rule that decided, e.g. `default route`. */
  rule: string
  /** One sentence for a person: what was looked at and what followed. */
  because: string
  /** What the rule looked at. */
  input?: Record<string, unknown>
  /** Values that were considered and set aside. */
  setAside?: string[]
  /** True when the rule's first choice was not to be had. */
  fallback?: boolean
}

/** A decision never travels without its reason. */
export interface Decided<T> {
  value: T
  reason: Reason
}
