import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Where public servers are. Every other IPv6 address leads into a network, into a tunnel, or nowhere. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/** A host behind a tunnel (RFC 5214): `…:0:5efe:a.b.c.d` and `…:200:5efe:a.b.c.d`, under any prefix. */
function isIsatap({ parts: [, , , , scope, mark] }: ipaddr.IPv6): boolean {
  return mark === 0x5efe && (scope === 0 || scope === 0x200)
}

/** What kind of address it is, `public` where anybody on the internet may be called by it. */
export function rangeOf(address: Address): string {
  const range = address.range()
  if (range !== 'unicast') return range
  if (address instanceof ipaddr.IPv4) return 'public'
  if (!address.match(globalUnicast)) return 'not global'
  return isIsatap(address) ? 'isatap' : 'public'
}

/** Services that hand out the machine's own credentials, or its configuration. */
const metadata = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
])

const ipv4Of = (high: number, low: number) => [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')

/** Every IPv4 address that may stand in an IPv6 one: at its end, as Teredo turns it around, in 6to4, behind a prefix of 48 bits. */
function withinOf({ parts }: ipaddr.IPv6): string[] {
  const at = (place: number) => parts[place] ?? 0
  return [
    ipv4Of(at(6), at(7)),
    ipv4Of(at(6) ^ 0xffff, at(7) ^ 0xffff),
    ipv4Of(at(1), at(2)),
    // RFC 6052 leaves out the eight bits in the middle.
    ipv4Of(at(3), ((at(4) & 0xff) << 8) | (at(5) >> 8)),
  ]
}

/** True for the address of a cloud's metadata service, in whatever it is wrapped. */
export function isMetadata(address: Address): boolean {
  if (metadata.has(address.toString())) return true
  if (address instanceof ipaddr.IPv4 || rangeOf(address) === 'public') return false
  return withinOf(address).some((inner) => metadata.has(inner))
}

const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
])

export const isMetadataName = (host: string) => metadataNames.has(host)
