const page = '/alarms/from-link'

interface Place {
  pathname: string
  search: string
  hash: string
}

/**
 * The address under which everything that a console put into its link is kept as it is, or null where there is nothing
 * to keep. Consoles escape nothing, so `&`, `#` and `+` may stand in a value; the router and the way through the
 * sign-in page would read them as their own.
 */
export function addressKeeping({ pathname, search, hash }: Place): string | null {
  const link = search + hash
  if (pathname !== page || link === '' || search.startsWith('?link=')) return null
  return `${page}?${new URLSearchParams({ link }).toString()}`
}

/** To be called before the router reads the address. */
export function keepConsoleLink(): void {
  const address = addressKeeping(window.location)
  if (address) window.history.replaceState(window.history.state, '', address)
}
