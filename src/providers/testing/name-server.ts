import { Resolver } from 'node:dns/promises'
import { createServer, Packet, type DnsHandler } from 'dns2'
import type { Resolve } from '../address-guard.ts'

/** What is said of a name: addresses, or another name it stands for. */
export interface Zone {
  [name: string]: string[] | ((asked: number) => string[])
}

export interface NameServer {
  /** Asks this server, as the system would ask its own: both families. */
  resolve: Resolve
  /** How often a name was asked for, both families together. */
  asked(name: string): number
  close(): Promise<void>
}

const A = 1
const AAAA = 28
const CNAME = 5

/** A real name server on loopback. A name’s answer may depend on how often it was asked for. */
export async function startNameServer(zone: Zone): Promise<NameServer> {
  const asked = new Map<string, number>()

  const handle: DnsHandler = (request, send) => {
    const response = Packet.createResponseFromRequest(request)
    const [question] = request.questions
    const name = (question?.name ?? '').toLowerCase()
    const type = question?.type ?? 0
    const times = asked.get(`${name} ${type}`) ?? 0
    asked.set(`${name} ${type}`, times + 1)
    const said = zone[name] ?? []
    const say = (record: { name: string; type: number; address?: string; domain?: string }) =>
      response.answers.push(new Packet.Resource({ class: 1, ttl: 0, ...record }))
    for (const answer of typeof said === 'function' ? said(times) : said) {
      const [alias, address = answer] = answer.includes('>') ? answer.split('>') : [undefined, answer]
      const isSix = address.includes(':')
      if (type !== (isSix ? AAAA : A)) continue
      if (alias) say({ name, type: CNAME, domain: alias })
      say({ name: alias ?? name, type, address })
    }
    void send(response)
  }
  const server = createServer({ udp: true, handle })
  const { udp } = await server.listen({ udp: { port: 0, address: '127.0.0.1' } })
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${udp?.port}`])

  return {
    async resolve(host) {
      const none = () => []
      const four = await resolver.resolve4(host).catch(none)
      const six = await resolver.resolve6(host).catch(none)
      return [
        ...four.map((address) => ({ address, family: 4 })),
        ...six.map((address) => ({ address, family: 6 })),
      ]
    },
    asked: (name) => (asked.get(`${name} ${A}`) ?? 0) + (asked.get(`${name} ${AAAA}`) ?? 0),
    close: () => server.close(),
  }
}
