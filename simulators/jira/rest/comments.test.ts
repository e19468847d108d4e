import { expect, test } from 'vitest'
import { plainDocument } from '../adf/model.ts'
import { moveIssue } from '../issues/move.ts'
import { draft, testSite } from '../test-client.ts'

async function siteWithIssue() {
  const world = testSite()
  await world.call('POST', '/issue', draft({ components: [{ name: 'Network' }, { name: 'AWS' }] }))
  return world
}

test('a comment is kept with its properties, shown only on request', async () => {
  const { call } = await siteWithIssue()
  const properties = [{ key: 'crosstie', value: { id: 7 } }]
  const posted = await call('POST', '/issue/CLOUD-1/comment', { body: plainDocument('Seen'), properties })
  expect(posted.status).toBe(201)
  const plain = await call('GET', '/issue/CLOUD-1/comment')
  expect(plain.body).toMatchObject({ total: 1, comments: [{ body: plainDocument('Seen'), jsdPublic: true }] })
  expect(plain.body.comments[0]).not.toHaveProperty('properties')
  const expanded = await call('GET', '/issue/CLOUD-1/comment?expand=properties')
  expect(expanded.body.comments[0].properties).toEqual(properties)
  const one = await call('GET', `/comment/${posted.body.id}/properties/crosstie`)
  expect(one.body).toEqual(properties[0])
})

test('a comment can be restricted to a role and be internal', async () => {
  const { call } = await siteWithIssue()
  const { body } = await call('POST', '/issue/CLOUD-1/comment', {
    body: plainDocument('Quiet'),
    visibility: { type: 'role', value: 'Administrators' },
    properties: [{ key: 'sd.public.comment', value: { internal: true } }],
  })
  expect(body).toMatchObject({ jsdPublic: false, visibility: { type: 'role', value: 'Administrators' } })
})

test('a comment that is no document, or empty, is refused', async () => {
  const { call } = await siteWithIssue()
  expect((await call('POST', '/issue/CLOUD-1/comment', { body: 'plain' })).status).toBe(400)
  expect((await call('POST', '/issue/CLOUD-1/comment', { body: plainDocument('') })).status).toBe(400)
})

test('only transitions from the present status are offered and taken', async () => {
  const { call } = await siteWithIssue()
  const names = async () =>
    (await call('GET', '/issue/CLOUD-1/transitions')).body.transitions.map(
      ({ name }: { name: string }) => name,
    )
  expect(await names()).toEqual(['Start work', 'Wait for vendor', 'Done', 'Close'])
  expect((await call('POST', '/issue/CLOUD-1/transitions', { transition: { id: '61' } })).status).toBe(400)
  expect((await call('POST', '/issue/CLOUD-1/transitions', { transition: { id: '41' } })).status).toBe(204)
  const { body } = await call('GET', '/issue/CLOUD-1?fields=status,resolution')
  expect(body.fields).toMatchObject({ status: { name: 'Done' }, resolution: { name: 'Done' } })
  expect(await names()).toEqual(['Close', 'Reopen'])
})

test('a transition whose screen asks for a resolution is refused without one', async () => {
  const { call } = await siteWithIssue()
  const listed = await call('GET', '/issue/CLOUD-1/transitions?transitionId=51&expand=transitions.fields')
  expect(listed.body.transitions[0].fields.resolution.required).toBe(true)
  const close = { transition: { id: '51' } }
  const refused = await call('POST', '/issue/CLOUD-1/transitions', close)
  expect(refused.body.errors).toEqual({ resolution: 'Resolution is required.' })
  const taken = await call('POST', '/issue/CLOUD-1/transitions', {
    ...close,
    fields: { resolution: { name: "Won't Do" } },
  })
  expect(taken.status).toBe(204)
})

test('a moved issue keeps its id, gets a new key, and answers to the old one', async () => {
  const { call, site, state } = await siteWithIssue()
  const [to] = state.projects
  const issue = state.issues.get('10101')
  if (to && issue) moveIssue(site, issue, { to, actor: state.me })
  const { body } = await call('GET', '/issue/CLOUD-1')
  expect(body).toMatchObject({ id: '10101', key: 'INFRA-1', fields: { components: [{ name: 'Network' }] } })
  const found = await call('POST', '/issue/bulkfetch', { issueIdsOrKeys: ['CLOUD-1'], fields: ['summary'] })
  expect(found.body.issues).toMatchObject([{ key: 'INFRA-1' }])
})
