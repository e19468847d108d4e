/** A call that a tracker's API knows, with what carries it out. */
export interface ApiRoute<Handler> {
  method: string
  /** With `:name` for a segment that varies. */
  path: string
  handle: Handler
}

/** The first route that fits, and its segments that vary. */
export function findRoute<Handler>(
  routes: ApiRoute<Handler>[],
  request: { method: string; path: string },
  isSame: (expected: string, actual: string) => boolean = (expected, actual) => expected === actual,
): { handle: Handler; params: Record<string, string> } | undefined {
  const segments = request.path.split('/')
  for (const { method, path, handle } of routes) {
    const params = method === request.method ? matchPath(path.split('/'), segments, isSame) : undefined
    if (params) return { handle, params }
  }
  return undefined
}

function matchPath(
  pattern: string[],
  segments: string[],
  isSame: (expected: string, actual: string) => boolean,
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [place, part] of pattern.entries()) {
    const segment = segments[place] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(segment)
    else if (!isSame(part, segment)) return undefined
  }
  return params
}
