type Search = Record<string, string | undefined>

/** The address bar holds plain text: `?q=42` is the words “42”, not a number. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function writeSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') query.set(name, value)
  }
  return query.size > 0 ? `?${query.toString()}` : ''
}

/** Only the named values, and only those that are set. */
export function pick<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> => {
    const found: Partial<Record<Name, string>> = {}
    for (const name of names) {
      const value = search[name]
      if (typeof value === 'string' && value !== '') found[name] = value
    }
    return found
  }
}

/** The search after some filters changed: back on the first page, without what was emptied. */
export function refine<S extends Search>(search: S, changed: Partial<S>): S {
  const next = { ...search, ...changed, after: undefined }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as S
}

/** Whether anything but sorting and paging narrows the list. */
export function isNarrowed({ after: _after, sort: _sort, ...filters }: Search): boolean {
  return Object.values(filters).some(Boolean)
}

/** Where to go after signing in: an address of this application, and nowhere else. */
export function safeReturn(to: string | undefined): string {
  if (!to?.startsWith('/') || /^\/[/\\]/u.test(to) || to.startsWith('/sign-in')) return '/'
  return to
}
