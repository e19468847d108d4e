/** Narrowing of parsed JSON: the value when it has the asked form, `undefined` otherwise. */
export function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

export function asList(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined
}

export function asTexts(value: unknown): string[] | undefined {
  const list = asList(value)
  return list?.every((entry) => typeof entry === 'string') ? list : undefined
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** An id, which callers write as text or as a number. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : asText(value)
}
