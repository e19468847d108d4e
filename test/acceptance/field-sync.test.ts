import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  actionsOf,
  deskEntry,
  deskTicket,
  entryNamed,
  freshName,
  historyOf,
  linkedTicket,
  linkTo,
  pollNow,
  readDesk,
  setInstance,
} from '../setup/desk.ts'
import { issuesOf, logOf } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let instance: string
const usual = {
  defaultProjectKey: 'INFRA',
  alwaysDefault: false,
  updateTicketStatus: true,
  defaultStatusId: null,
  includeNonRequired: true,
}
beforeAll(async () => {
  world = await startWorld()
  instance = await world.connectJira()
  await setInstance(world, instance, usual)
})
afterAll(() => world?.close())
afterEach(async () => {
  for (const project of world.jira.state.projects) project.requiredFields.length = 0
  const { body } = await world.api.get(`/v1/instances/${instance}/mappings`)
  for (const { id } of body.fields) await world.api.delete(`/v1/instances/${instance}/mappings/${id}`)
  await setInstance(world, instance, usual)
})

/** A field of the help desk, mapped to one of the tracker. */
async function map(field: object, there: object) {
  const id = await deskEntry(world, 'fields', { name: freshName('Field'), ...field })
  const answer = await world.api.post(`/v1/instances/${instance}/mappings`, {
    hubField: `field:${id}`,
    ...there,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return id
}

const fieldOf = (ticket: { fields: { id: string; value: unknown }[] }, id: string) =>
  ticket.fields.find((field) => field.id === id)?.value ?? null
const fieldsThere = (title: string) => JSON.stringify(issuesOf(world, title)[0]?.extra ?? {})

test('C6, C32, C41 · a change of the issue’s status reaches every linked ticket: equal names first', async () => {
  const { ticket, issue } = await linkedTicket(world)
  const other = await deskTicket(world)
  await linkTo(world, other.id, issue.key)
  const named = await deskEntry(world, 'statuses', { name: 'In Progress', category: 'Active' })
  world.jira.team.transition(issue.key, 'In Progress')
  await pollNow(world)
  for (const { id } of [ticket, other])
    expect((await readDesk(world, id)).status).toMatchObject({ id: named, category: 'Active' })
  await world.api.delete(`/v1/help-desk/statuses/${named}`)
})

test('C32, CX8 · without an equal name the instance’s default is used, and its use is recorded and reported', async () => {
  const waiting = await entryNamed(world, 'statuses', 'Waiting')
  await setInstance(world, instance, { defaultStatusId: waiting })
  const { ticket, issue } = await linkedTicket(world)
  world.jira.team.transition(issue.key, 'In Progress')
  await pollNow(world)
  expect((await readDesk(world, ticket.id)).status.name).toBe('Waiting')
  const { body } = await world.api.get(`/v1/support-tickets/${ticket.id}/history?limit=100`)
  const event = body.items.find(({ kind }: { kind: string }) => kind === 'status')
  expect(event.reason).toMatchObject({ rule: 'default status', fallback: true })
  expect(
    (await logOf(world)).some(({ level, message }) => level === 'warning' && message.includes('Waiting')),
  ).toBe(true)
})

test('C33, CX1 · with “Update Ticket Status” off the ticket keeps its status, and an action tells of the change', async () => {
  await setInstance(world, instance, { updateTicketStatus: false })
  const { ticket, issue } = await linkedTicket(world)
  world.jira.team.transition(issue.key, 'In Progress')
  await pollNow(world)
  expect((await readDesk(world, ticket.id)).status.name).toBe('New')
  const actions = await actionsOf(world, ticket.id)
  expect(actions).toHaveLength(1)
  expect(actions[0]?.text).toMatch(/→ In Progress$/u)
  await pollNow(world)
  expect(await actionsOf(world, ticket.id)).toHaveLength(1)
})

test('C7, C10 · later changes here do not reach the issue', async () => {
  const area = await map({ kind: 'text' }, { fieldName: 'Customer' })
  const { ticket, issue } = await linkedTicket(world, { fields: { [area]: 'Acme' } })
  const before = world.jira.state.issues.get(issue.id)?.updated
  const change = { title: 'Another title', statusName: 'Closed', fields: { [area]: 'Other' } }
  expect((await world.api.patch(`/v1/support-tickets/${ticket.id}`, change)).status).toBe(200)
  await world.drain()
  await pollNow(world)
  expect(world.jira.state.issues.get(issue.id)?.updated).toEqual(before)
  expect(await readDesk(world, ticket.id)).toMatchObject({
    title: 'Another title',
    status: { name: 'Closed' },
  })
})

test.each([
  { kind: 'text', fieldName: 'Customer', here: 'Acme Ltd', there: 'Beta Ltd', back: 'Beta Ltd' },
  { kind: 'number', fieldName: 'Seats', here: 12, there: 40, back: 40 },
  { kind: 'date', fieldName: 'Promised on', here: '2026-12-24', there: '2027-01-31', back: '2027-01-31' },
  {
    kind: 'paragraph',
    fieldName: 'Steps to reproduce',
    here: 'Press **it**',
    there: 'Pull it',
    back: 'Pull it',
  },
  {
    kind: 'option',
    options: ['Low', 'High'],
    fieldName: 'Impact',
    here: 'High',
    there: { value: 'Low' },
    back: 'Low',
  },
  {
    kind: 'options',
    options: ['Billing', 'Login'],
    fieldName: 'Affected areas',
    here: ['Billing'],
    there: [{ value: 'Login' }],
    back: ['Login'],
  },
  {
    kind: 'cascading',
    options: ['Europe > France', 'Europe > Spain'],
    fieldName: 'Region',
    here: ['Europe', 'France'],
    there: { value: 'Europe', child: { value: 'Spain' } },
    back: ['Europe', 'Spain'],
  },
  {
    kind: 'user',
    fieldName: 'Technical owner',
    here: 'Mara Lindqvist',
    there: 'Tomas Okafor',
    back: 'Tomas Okafor',
  },
])(
  'C6, C8, C43 · $kind goes over once with a new issue, and comes back when it changes there',
  async ({ kind, options, fieldName, here, there, back }) => {
    const id = await map({ kind, ...(options && { options }) }, { fieldName })
    const { ticket, issue } = await linkedTicket(world, { fields: { [id]: here } })
    const words = Array.isArray(here) ? here : [String(here).replaceAll('**', '')]
    const shown = kind === 'user' ? 'accountId' : undefined
    for (const word of words) expect(fieldsThere(ticket.title)).toContain(shown ?? word.slice(0, 5))
    world.jira.team.setField(issue.key, fieldName, there)
    await pollNow(world)
    expect(fieldOf(await readDesk(world, ticket.id), id)).toEqual(back)
  },
)

test('CX8 · a mapping’s default is sent where the ticket has no value or none with an equal name, and the explanation says so', async () => {
  const id = await map(
    { kind: 'option', options: ['Low', 'Catastrophic'] },
    { fieldName: 'Impact', fallback: 'Low' },
  )
  const empty = await linkedTicket(world)
  expect(fieldsThere(empty.ticket.title)).toContain('Low')
  const odd = await deskTicket(world, { fields: { [id]: 'Catastrophic' } })
  const { body } = await world.api.post(`/v1/support-tickets/${odd.id}/issue/preview`, {})
  const sent = body.explanation.find(({ name }: { name: string }) => name === 'Impact')
  expect(sent).toMatchObject({
    value: 'Low',
    reason: { rule: 'default of the mapping', fallback: true, setAside: ['Catastrophic'] },
  })
})

test('CX8 · a default that the field cannot have is refused; a name is kept as the field writes it', async () => {
  const number = await deskEntry(world, 'fields', { name: freshName('Seats'), kind: 'number' })
  const path = `/v1/instances/${instance}/mappings`
  const said = async (hubField: string, fieldName: string, fallback: unknown) =>
    world.api.post(path, { hubField, fieldName, fallback })
  const refused = await said(`field:${number}`, 'Seats', 'many')
  expect([refused.status, refused.body.errors]).toMatchObject([
    422,
    [{ field: 'fallback', message: 'a number, like 12 or 1.5' }],
  ])
  expect((await said('priority', 'Impact', ['low', 'high'])).body.errors).toMatchObject([
    { field: 'fallback' },
  ])
  const kept = await said('priority', 'Impact', 'HIGH')
  const mapping = kept.body.fields.find(({ hubField }: { hubField: string }) => hubField === 'priority')
  expect(mapping.fallback).toBe('high')
})

test('C41 · where names differ, pairs say what means what, both ways', async () => {
  const valuePairs = [{ here: 'Urgent', there: 'High' }]
  const id = await map({ kind: 'option', options: ['Calm', 'Urgent'] }, { fieldName: 'Impact', valuePairs })
  const { ticket, issue } = await linkedTicket(world, { fields: { [id]: 'Urgent' } })
  expect(fieldsThere(ticket.title)).toContain('High')
  world.jira.team.setField(issue.key, 'Impact', { value: 'Medium' })
  await pollNow(world)
  expect(fieldOf(await readDesk(world, ticket.id), id)).toBe('Urgent')
  expect((await historyOf(world, ticket.id)).join()).toContain('has no equal in')
  world.jira.team.setField(issue.key, 'Impact', { value: 'High' })
  await pollNow(world)
  expect(fieldOf(await readDesk(world, ticket.id), id)).toBe('Urgent')
})

test('C36, CX25 · a required field without a value is named before anything is sent, and a person can give it', async () => {
  const [project] = world.jira.state.projects
  project?.requiredFields.push({
    id: 'customfield_10102',
    name: 'Impact',
    options: ['Low', 'Medium', 'High'],
    kind: 'select',
  } as never)
  const ticket = await deskTicket(world)
  const refused = await world.api.post(`/v1/support-tickets/${ticket.id}/issue`, { new: true })
  expect(refused.status).toBe(422)
  expect(refused.body.errors).toMatchObject([{ field: 'values.customfield_10102' }])
  const { body: preview } = await world.api.post(`/v1/support-tickets/${ticket.id}/issue/preview`, {})
  expect(preview.missing).toMatchObject([
    { id: 'customfield_10102', name: 'Impact', kind: 'option', options: ['Low', 'Medium', 'High'] },
  ])
  const given = { new: true, values: { customfield_10102: 'Medium' } }
  expect((await world.api.post(`/v1/support-tickets/${ticket.id}/issue`, given)).status).toBe(200)
  await world.drain()
  expect(fieldsThere(ticket.title)).toContain('Medium')
})

test('C36 · with “Include Non-Required Fields” off only required fields are sent', async () => {
  await setInstance(world, instance, { includeNonRequired: false })
  const id = await map({ kind: 'text' }, { fieldName: 'Customer' })
  const { ticket } = await linkedTicket(world, { fields: { [id]: 'Acme' } })
  expect(fieldsThere(ticket.title)).not.toContain('Acme')
  const { body } = await world.api.get(`/v1/tickets/${ticket.id}/explain`)
  expect(JSON.stringify(body)).toContain('sends only the fields that are required')
})

test('C6, CX20 · an issue that moves to another project brings its product with it, where one is meant', async () => {
  const here = await deskEntry(world, 'products', { name: freshName('Infra'), projectKey: 'INFRA' })
  const there = await deskEntry(world, 'products', { name: freshName('Cloud'), projectKey: 'CLOUD' })
  const { ticket, issue } = await linkedTicket(world, { productId: here })
  world.jira.team.move(issue.key, 'CLOUD')
  await pollNow(world)
  const moved = await readDesk(world, ticket.id)
  expect(moved.product.id).toBe(there)
  expect(moved.link.issueKey).toMatch(/^CLOUD-/u)
  world.jira.team.move(moved.link.issueKey, 'DATA')
  await pollNow(world)
  expect((await readDesk(world, ticket.id)).product.id).toBe(there)
  expect((await historyOf(world, ticket.id)).join()).toContain('No product stands for DATA')
})

test('C6, C40 · an issue whose type changes changes the ticket’s type of the same name', async () => {
  const bug = await deskEntry(world, 'types', { name: 'Bug' })
  const { ticket, issue } = await linkedTicket(world)
  world.jira.team.changeType(issue.key, 'Bug')
  await pollNow(world)
  expect((await readDesk(world, ticket.id)).type.id).toBe(bug)
})

test('CX23 · a name that several fields have is asked about; the id decides', async () => {
  const id = await deskEntry(world, 'fields', {
    name: freshName('Severity'),
    kind: 'option',
    options: ['S1', 'S2'],
  })
  const path = `/v1/instances/${instance}/mappings`
  const asked = await world.api.post(path, { hubField: `field:${id}`, fieldName: 'Severity' })
  expect(asked.status).toBe(409)
  expect(asked.body.detail).toContain('customfield_10109')
  expect((await world.api.post(path, { hubField: `field:${id}`, fieldId: 'customfield_10109' })).status).toBe(
    201,
  )
  const unknown = await world.api.post(path, { hubField: 'priority', fieldName: 'severity' })
  expect(unknown.status).toBe(422)
  expect(unknown.body.errors).toMatchObject([{ field: 'fieldName' }])
})

test('A mapping to a field that has vanished does not stop an issue, and says why it sends nothing', async () => {
  const id = await map({ kind: 'text' }, { fieldName: 'Customer' })
  const fields = world.jira.state.customFields
  const place = fields.findIndex(({ name }) => name === 'Customer')
  const [field] = fields.splice(place, 1)
  try {
    const { ticket } = await linkedTicket(world, { fields: { [id]: 'Acme' } })
    const { body } = await world.api.get(`/v1/tickets/${ticket.id}/explain`)
    expect(JSON.stringify(body)).toContain('does not have this field')
  } finally {
    if (field) fields.splice(place, 0, field)
  }
})

test('A person who cannot be found in the tracker is named, and no issue is half made', async () => {
  const id = await map({ kind: 'user' }, { fieldName: 'Technical owner' })
  const ticket = await deskTicket(world, { fields: { [id]: 'Nobody Anybody' } })
  const { status, body } = await world.api.post(`/v1/support-tickets/${ticket.id}/issue`, { new: true })
  expect(status).toBe(422)
  expect(body.errors[0]).toMatchObject({ field: 'values.customfield_10105' })
  expect(body.errors[0].message).toContain('Nobody Anybody')
  await world.drain()
  expect(await readDesk(world, ticket.id)).toMatchObject({ link: null, delivery: null })
  expect(issuesOf(world, ticket.title)).toHaveLength(0)
})

test('CX25 · a person that somebody gives for a required field is looked up before the issue is asked for', async () => {
  const [project] = world.jira.state.projects
  project?.requiredFields.push({ id: 'customfield_10105', name: 'Technical owner', kind: 'user' } as never)
  const ticket = await deskTicket(world)
  const give = (name: string) =>
    world.api.post(`/v1/support-tickets/${ticket.id}/issue`, {
      new: true,
      values: { customfield_10105: name },
    })
  expect((await give('Nobody Anybody')).status).toBe(422)
  expect((await give('Mara Lindqvist')).status).toBe(200)
  const { body: planned } = await world.api.get(`/v1/tickets/${ticket.id}/explain`)
  expect(planned).toMatchObject({ state: 'planned' })
  expect(planned.sent.map(({ field }: { field: string }) => field)).toContain('issueType')
  await world.drain()
  expect(fieldsThere(ticket.title)).toContain('accountId')
})

test('A ticket that was linked to an issue that exists says what was taken over, and that nothing was sent', async () => {
  const { issue } = await linkedTicket(world)
  const ticket = await deskTicket(world)
  await linkTo(world, ticket.id, issue.key)
  const { status, body } = await world.api.get(`/v1/tickets/${ticket.id}/explain`)
  expect([status, body.sent]).toEqual([200, []])
  expect(body.taken.length).toBeGreaterThan(0)
})

test('A link to an issue that exists takes over what it says at once', async () => {
  const id = await map({ kind: 'text' }, { fieldName: 'Customer' })
  const { issue } = await linkedTicket(world)
  world.jira.team.setField(issue.key, 'Customer', 'Gamma')
  world.jira.team.transition(issue.key, 'In Progress')
  const ticket = await deskTicket(world)
  await linkTo(world, ticket.id, issue.key)
  const linked = await readDesk(world, ticket.id)
  expect(fieldOf(linked, id)).toBe('Gamma')
  expect(linked.status.category).toBe('Active')
})

test('C6 · a mapping that is added later takes nothing over by itself, only what changes from then on', async () => {
  const { ticket, issue } = await linkedTicket(world)
  world.jira.team.setField(issue.key, 'Customer', 'Said long ago')
  await pollNow(world)
  const id = await map({ kind: 'text' }, { fieldName: 'Customer' })
  await world.api.patch(`/v1/support-tickets/${ticket.id}`, { fields: { [id]: 'Said here' } })
  world.jira.team.transition(issue.key, 'In Progress')
  await pollNow(world)
  expect(fieldOf(await readDesk(world, ticket.id), id)).toBe('Said here')
  world.jira.team.setField(issue.key, 'Customer', 'Said now')
  await pollNow(world)
  expect(fieldOf(await readDesk(world, ticket.id), id)).toBe('Said now')
})
