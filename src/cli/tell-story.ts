import demoStory from './demo-story.json' with { type: 'json' }

interface Teller {
  address: string
  /** The administrator of the demo, who has done all this. */
  admin: { email: string; password: string }
  /** The request by which the simulated console is told. */
  writeBack: object
}

/** Tells the hub the demo's story through its API. */
export async function tellStory(of: Teller): Promise<void> {
  const teller = { address: of.address, cookie: await signIn(of) }
  const { source, projects, recommendations, alarms } = demoStory
  for (const project of projects) await send(teller, '/v1/projects', project)
  await send(teller, '/v1/recommendations', recommendations)
  for (const parameters of alarms) await send(teller, '/v1/alarms/from-link', { source, parameters })
  const settings = { onClear: 'comment', writeBack: of.writeBack }
  await call(teller, { method: 'PUT', where: `/v1/alarm-sources/${source}`, body: settings })
  await tellHelpDesk(teller)
}

/** Who has signed in. */
interface Session {
  address: string
  cookie: string
}

async function signIn({ address, admin }: Teller): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: address }
  const init = { method: 'POST', headers, body: JSON.stringify(admin) }
  const answer = await fetch(`${address}/auth/sign-in/email`, init)
  if (!answer.ok) throw new Error(`The demo’s administrator could not sign in: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function tellHelpDesk(teller: Session): Promise<void> {
  const { customers, products, fields, tickets } = demoStory.helpDesk
  const desk = '/v1/help-desk'
  for (const name of customers) await send(teller, `${desk}/customers`, { name })
  for (const field of fields) await send(teller, `${desk}/fields`, field)
  for (const { versions, ...product } of products) {
    const { id } = await send(teller, `${desk}/products`, product)
    for (const name of versions) await send(teller, `${desk}/products/${id}/versions`, { name })
  }
  for (const { ticket, actions } of tickets) {
    const { id } = await send(teller, '/v1/support-tickets', ticket)
    for (const action of actions) await send(teller, `/v1/support-tickets/${id}/actions`, action)
  }
}

/** Something that tells the hub, and answers what it made of it. */
function send(teller: Session, where: string, body: unknown): Promise<{ id: string }> {
  return call(teller, { method: 'POST', where, body })
}

async function call(
  { address, cookie }: Session,
  { method, where, body }: { method: 'POST' | 'PUT'; where: string; body: unknown },
): Promise<{ id: string }> {
  const headers = { cookie, origin: address, 'content-type': 'application/json' }
  const answer = await fetch(address + where, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`The hub refused the demo's story: ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}
