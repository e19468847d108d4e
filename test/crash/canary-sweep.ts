import type { CallOptions, CanaryHub } from './canary-hub.ts'

interface Description {
  paths: Record<string, Record<string, unknown>>
}

/** Streams of news have no end. */
const endless = new Set(['/v1/live'])

/**
 * Calls every address that a description lets one read, with ids that its lists have. Answers the addresses, and those for
 * which no id was found.
 */
export async function readEverything(
  canaries: CanaryHub,
  document: string,
  options: CallOptions = {},
): Promise<{ called: string[]; unknown: string[] }> {
  const { paths } = (await canaries.call('GET', document, options)).body as Description
  const called: string[] = []
  const unknown: string[] = []
  for (const [path, methods] of Object.entries(paths)) {
    if (!('get' in methods) || endless.has(path)) continue
    const filled = await fill(canaries, path, options)
    if (filled.length === 0) unknown.push(path)
    for (const where of filled) {
      await canaries.call('GET', where, options)
      called.push(where)
    }
  }
  return { called, unknown }
}

const most = 4

/** The path with the first few ids of the lists that it is below. */
async function fill(canaries: CanaryHub, path: string, options: CallOptions): Promise<string[]> {
  const at = /\{\w+\}/u.exec(path)
  if (!at) return [path]
  const before = path.slice(0, at.index).replace(/\/$/u, '')
  const { body } = await canaries.call('GET', `${before}${path.startsWith('/api/') ? '/' : ''}`, options)
  const ids = idsIn(body).slice(0, most)
  const rest = path.slice(at.index + at[0].length)
  const filled = await Promise.all(
    ids.map((id) => fill(canaries, `${before}/${encodeURIComponent(id)}${rest}`, options)),
  )
  return filled.flat()
}

function idsIn(body: unknown): string[] {
  const list = Array.isArray(body) ? body : listIn(body)
  return list.flatMap((item: unknown) => {
    const known = item as Record<string, unknown>
    const id = known?.['id'] ?? known?.['alias'] ?? known?.['uuid'] ?? known?.['name']
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : []
  })
}

const listIn = (body: unknown): unknown[] =>
  typeof body === 'object' && body !== null ? (Object.values(body).find(Array.isArray) ?? []) : []
