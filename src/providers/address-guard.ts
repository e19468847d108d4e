import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { isMetadata, isMetadataName, rangeOf } from './address-ranges.ts'

/** Where a request wants to go. */
export interface Target {
  /** Lower case, without brackets and without a dot at the end. */
  host: string
  port: number
  /** True for http: the credential would be readable on the way. */
  plain: boolean
}

/** Says why an address may not be called, or nothing when it may. */
export interface AddressGuard {
  (address: string, target: Target): string | undefined
  /** The same as far as it can be told before the name is looked up. */
  beforeLookup(target: Target): string | undefined
}

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
    if (isMetadata(parsed)) throw new Error(`“${text}” is a cloud metadata address, which is never called`)
    return { network: [parsed, parsed.kind() === 'ipv4' ? 32 : 128], ...place }
  }
  if (ipaddr.isValidCIDR(address)) return { network: ipaddr.parseCIDR(address), ...place }
  if (isMetadataName(address)) throw new Error(`“${text}” is a cloud metadata service, which is never called`)
  if (/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/u.test(address)) return { host: address, ...place }
  throw new Error(
    `“${text}” is no host name, address or network (examples: jira.local, 10.0.0.0/8, [::1]:8080)`,
  )
}

function contains(network: NonNullable<Entry['network']>, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network[0].kind() === address.kind() && address.match(network)
}

const withoutTls = ({ host }: Target) =>
  `${host} would be called without TLS, and the credential could be read on the way: use https.`

/**
 * Only public addresses are called, and those only with https, unless the administrator listed the place. The services of
 * clouds that hand out credentials are never called, whatever is listed.
 *
 * @param allowed host names, addresses or networks, each with or without a port
 */
export function createAddressGuard(allowed: string[]): AddressGuard {
  const entries = allowed.map(parseEntry)
  const at = ({ port }: Target) => entries.filter((entry) => entry.port === undefined || entry.port === port)

  const guard = (address: string, target: Target) => {
    // What a look-up answers may name the network card (`%eth0`).
    const unscoped = address.replace(/%.*$/u, '')
    const parsed = ipaddr.process(unscoped)
    if (isMetadata(parsed)) return `${target.host} is at a cloud metadata address.`
    if (isMetadataName(target.host)) return `${target.host} is a cloud metadata service.`
    const isListed = at(target).some((entry) =>
      entry.network ? contains(entry.network, parsed) : entry.host === target.host,
    )
    if (isListed) return undefined
    const range = rangeOf(ipaddr.parse(unscoped))
    if (range !== 'public') return `${target.host} is at an address that is not public (${range}).`
    return target.plain ? withoutTls(target) : undefined
  }

  /** `localhost` and what ends with it is this machine, by whatever address (RFC 6761). */
  const ofThisMachine = (target: Target) => ['127.0.0.1', '::1'].map((address) => guard(address, target))

  return Object.assign(guard, {
    beforeLookup(target: Target) {
      const { host } = target
      if (isIP(host)) return guard(host, target)
      if (isMetadataName(host)) return `${host} is a cloud metadata service.`
      const here = /(?:^|\.)localhost$/u.test(host) ? ofThisMachine(target) : []
      if (here[0] && here[1]) return here[0]
      // A network may turn out to be where the name leads.
      const mayBeListed = at(target).some((entry) => entry.network !== undefined || entry.host === host)
      return target.plain && !mayBeListed ? withoutTls(target) : undefined
    },
  })
}

/** A dot or two between slashes mean the way up; a backslash is a slash, and line breaks are left out. */
const moving = /\/(?:\.|%2e){1,2}(?:\/|$)|[\\\p{Cc}]/iu
const pathOf = (url: string) => url.split(/[?#]/u)[0] ?? ''

/** Throws {@link RefusedAddress} for what needs no DNS to be refused. */
export function targetOf(url: string, guard: AddressGuard): { url: URL; target: Target } {
  if (!URL.canParse(url)) throw new RefusedAddress('The address is not a URL.')
  const parsed = new URL(url)
  if (!['http:', 'https:'].includes(parsed.protocol)) {
    throw new RefusedAddress(`Only http and https are called, not ${parsed.protocol}`)
  }
  if (parsed.username || parsed.password)
    throw new RefusedAddress('A URL must not carry a user name or password.')
  if (moving.test(pathOf(url))) throw new RefusedAddress('The address leads to another place than it says.')
  const target = targetOfOrigin(parsed)
  const refusal = guard.beforeLookup(target)
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
