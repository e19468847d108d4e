import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Where a request wants to go. */
export interface Target {
  /** Lower case, without brackets and without a dot at the end. */
  host: string
  port: number
  /** True for http: the credential would be readable on the way. */
  plain: boolean
}

/** Says why an address may not be called, or nothing when it may. */
export type AddressGuard = (address: string, target: Target) => string | undefined

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

interface Entry {
  host?: string
  network?: [ipaddr.IPv4 | ipaddr.IPv6, number]
  port?: number
}

/** The hub's own guard said no; nothing was sent. */
export class RefusedAddress extends Error {
  override name = 'RefusedAddress'
}

/** Services that hand out the machine's own credentials. A network that happens to contain one does not open it. */
const metadata = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
])
const metadataNames = new Set(['metadata', 'metadata.google.internal'])

const bare = (host: string) =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/gu, '')
    .replace(/\.$/u, '')

function parseEntry(text: string): Entry {
  const entry = text.trim().toLowerCase()
  const [, inBrackets, portOfBrackets] = /^\[(.+)\](?::(\d+))?$/u.exec(entry) ?? []
  const [, withoutPort, portAtEnd] = /^([^:]+|.+\/\d+):(\d+)$/u.exec(entry) ?? []
  const address = inBrackets ?? (isIP(entry) ? entry : (withoutPort ?? entry))
  const port = portOfBrackets ?? (isIP(entry) ? undefined : portAtEnd)
  const place = port === undefined ? {} : { port: Number(port) }
  if (isIP(address)) {
    const parsed = ipaddr.process(address)
    return { network: [parsed, parsed.kind() === 'ipv4' ? 32 : 128], ...place }
  }
  if (ipaddr.isValidCIDR(address)) return { network: ipaddr.parseCIDR(address), ...place }
  if (/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/u.test(address)) return { host: address, ...place }
  throw new Error(
    `“${text}” is no host name, address or network (examples: jira.local, 10.0.0.0/8, [::1]:8080)`,
  )
}

function contains(network: NonNullable<Entry['network']>, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network[0].kind() === address.kind() && address.match(network)
}

const isExact = (entry: Entry) => entry.network?.[1] === (entry.network?.[0].kind() === 'ipv4' ? 32 : 128)

/**
 * Only public addresses are called, and those only with https, unless the administrator listed the place.
 *
 * @param allowed host names, addresses or networks, each with or without a port
 */
export function createAddressGuard(allowed: string[]): AddressGuard {
  const entries = allowed.map(parseEntry)
  return (address, target) => {
    const parsed = ipaddr.process(address)
    const hits = entries
      .filter((entry) => entry.port === undefined || entry.port === target.port)
      .filter((entry) => (entry.network ? contains(entry.network, parsed) : entry.host === target.host))
    if (metadata.has(parsed.toString())) {
      return hits.some((entry) => entry.network && isExact(entry))
        ? undefined
        : `${target.host} is at a cloud metadata address.`
    }
    if (hits.length > 0) return undefined
    if (metadataNames.has(target.host)) return `${target.host} is a cloud metadata service.`
    const range = ipaddr.parse(address).range()
    if (range !== 'unicast') return `${target.host} is at an address that is not public (${range}).`
    return target.plain
      ? `${target.host} would be called without TLS, and the credential could be read on the way: use https.`
      : undefined
  }
}

/** Throws {@link RefusedAddress} for what needs no DNS to be refused. */
export function targetOf(url: string, guard: AddressGuard): { url: URL; target: Target } {
  if (!URL.canParse(url)) throw new RefusedAddress('The address is not a URL.')
  const parsed = new URL(url)
  if (!['http:', 'https:'].includes(parsed.protocol)) {
    throw new RefusedAddress(`Only http and https are called, not ${parsed.protocol}`)
  }
  if (parsed.username || parsed.password)
    throw new RefusedAddress('A URL must not carry a user name or password.')
  const target = targetOfOrigin(parsed)
  const refusal = isIP(target.host) ? guard(target.host, target) : undefined
  if (refusal) throw new RefusedAddress(refusal)
  return { url: parsed, target }
}

export function targetOfOrigin(origin: URL): Target {
  const plain = origin.protocol === 'http:'
  return { host: bare(origin.hostname), port: Number(origin.port || (plain ? 80 : 443)), plain }
}

const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true })

/**
 * A lookup for the socket itself: the addresses that are checked are the ones that are called, so a name
 * whose answer changes between check and call (DNS rebinding) gains nothing.
 */
export function guardedLookup(
  guard: AddressGuard,
  target: Target,
  resolve: Resolve = resolveBySystem,
): LookupFunction {
  return (host, options, done) => {
    const judged = resolve(host).then((addresses) => {
      const open = addresses.filter(({ address }) => guard(address, target) === undefined)
      if (open[0]) return { open, first: open[0] }
      const refusal = addresses[0] && guard(addresses[0].address, target)
      throw refusal ? new RefusedAddress(refusal) : new Error('The name has no address.')
    })
    judged.then(
      ({ open, first }) => (options.all ? done(null, open) : done(null, first.address, first.family)),
      (error: NodeJS.ErrnoException) => done(error, []),
    )
  }
}
