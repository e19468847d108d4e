import { request, Agent } from 'undici'

/** One request of a series, made anew each time. */
export type MakeRequest = () => { path: string; headers: Record<string, string>; body: string }

const seconds = 6

/** Requests a second that a server answers with 2xx, from 32 connections, for a few seconds. Throws on anything else. */
export async function throughput(url: string, make: MakeRequest): Promise<number> {
  const connections = 32
  const agent = new Agent({ connections, pipelining: 1 })
  await run(url, make, { agent, connections, until: performance.now() + 1_500 })
  const started = performance.now()
  const done = await run(url, make, { agent, connections, until: started + seconds * 1_000 })
  const rate = done / ((performance.now() - started) / 1_000)
  await agent.close()
  return rate
}

async function run(
  url: string,
  make: MakeRequest,
  { agent, connections, until }: { agent: Agent; connections: number; until: number },
): Promise<number> {
  let done = 0
  const client = async () => {
    while (performance.now() < until) {
      const { path, headers, body } = make()
      const answer = await request(url + path, { method: 'POST', headers, body, dispatcher: agent })
      const text = await answer.body.text()
      if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${text}`)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  return done
}

/** Median of several measurements of both, taken in turn, so that what else the machine does hits both alike. */
export async function sideBySide(
  rounds: number,
  measure: { yardstick: () => Promise<number>; ours: () => Promise<number> },
): Promise<{ yardstick: number; ours: number; ratio: number }> {
  const pairs: { yardstick: number; ours: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ yardstick: await measure.yardstick(), ours: await measure.ours() })
  }
  const ratios = pairs.map((pair) => pair.ours / pair.yardstick).sort((a, b) => a - b)
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return {
    yardstick: middle(pairs.map((pair) => pair.yardstick)),
    ours: middle(pairs.map((pair) => pair.ours)),
    ratio: ratios[Math.floor(ratios.length / 2)] ?? 0,
  }
}
