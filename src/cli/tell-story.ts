import demoStory from './demo-story.json' with { type: 'json' }

interface Teller {
  address: string
  /** The administrator of the demo, who has done all this. */
  admin: { email: string; password: string }
  /** The request by which the simulated console is told. */
  writeBack: object
}

/** Tells the hub the demo's story through its API. Answers what a partner’s program calls it with. */
export async function tellStory(of: Teller): Promise<{ partnerToken: string }> {
  const teller = { address: of.address, cookie: await signIn(of) }
  const { source, projects, recommendations, alarms } = demoStory
  for (const project of projects) await send(teller, '/v1/projects', project)
  await send(teller, '/v1/recommendations', recommendations)
  for (const parameters of alarms) await send(teller, '/v1/alarms/from-link', { source, parameters })
  const settings = { onClear: 'comment', writeBack: of.writeBack }
  await call(teller, { method: 'PUT', where: `/v1/alarm-sources/${source}`, body: settings })
  await tellHelpDesk(teller)
  return { partnerToken: await tellPartners(teller) }
}

/** The members of the hub’s answers that the story goes on with. */
interface Told {
  id: string
  alias?: string
  token?: string
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

/** A partner with services, diagnostic runs, and tickets that its own program has opened. */
async function tellPartners(teller: Session): Promise<string> {
  const { operator, login, deskName, services, runs, tickets, contact } = demoStory.partners
  await call(teller, { method: 'PATCH', where: '/v1/desk-settings', body: { deskName } })
  const { id: operatorId } = await send(teller, '/v1/operators', operator)
  const { token = '' } = await send(teller, `/v1/operators/${operatorId}/tokens`, login)
  for (const service of services) await send(teller, '/v1/services', { ...service, operatorId })
  const aliases = []
  for (const run of runs) aliases.push((await send(teller, '/v1/diagnostic-runs', run)).alias)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  for (const { run, ...ticket } of tickets) {
    const about = { type: 'service', service_uuid: runs[run]?.service, diagnostic_run_id: aliases[run] }
    const body = JSON.stringify({ ...ticket, ...about, owner_contact: contact })
    const answer = await fetch(`${teller.address}/api/tickets/`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`The hub refused a partner’s ticket: ${await answer.text()}`)
  }
  return token
}

/** Something that tells the hub, and answers what it made of it. */
function send(teller: Session, where: string, body: unknown): Promise<Told> {
  return call(teller, { method: 'POST', where, body })
}

async function call(
  { address, cookie }: Session,
  { method, where, body }: { method: 'POST' | 'PUT' | 'PATCH'; where: string; body: unknown },
): Promise<Told> {
  const headers = { cookie, origin: address, 'content-type': 'application/json' }
  const answer = await fetch(address + where, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`The hub refused the demo's story: ${await answer.text()}`)
  return (await answer.json()) as Told
}
