import { expect, onTestFinished, test } from 'vitest'
import { startReceiver } from '../ground/test-receiver.ts'
import { startJira } from './index.ts'

interface Body {
  webhookEvent: string
  issue_event_type_name?: string
  user?: { displayName: string }
  comment?: Record<string, unknown>
  issue?: { id: string; key: string }
  changelog?: { items: Record<string, unknown>[] }
}

async function world(edition: 'cloud' | 'server' = 'cloud') {
  const receiver = await startReceiver()
  const jira = await startJira({
    edition,
    webhookRetryDelays: [],
    now: () => new Date('2026-11-22T05:00:00Z'),
  })
  onTestFinished(async () => {
    await jira.close()
    await receiver.close()
  })
  const account = Buffer.from('crosstie@example.com:jira-token').toString('base64')
  const authorization = edition === 'cloud' ? `Basic ${account}` : 'Bearer jira-token'
  const api = `${jira.url}/rest/api/${edition === 'cloud' ? 3 : 2}`
  const fields = { project: { key: 'CLOUD' }, issuetype: { name: 'Task' }, summary: 'Idle disk' }
  await fetch(`${api}/issue`, {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ fields }),
  })
  jira.state.webhooks.push({ url: receiver.url })
  const told = async (): Promise<Body[]> => {
    await jira.settle()
    return receiver.received.splice(0).map(({ raw }) => JSON.parse(raw))
  }
  const get = async (path: string) => (await fetch(api + path, { headers: { authorization } })).json()
  return { jira, team: jira.team, told, get, api, authorization }
}

test('a comment’s life is told with its restriction, and who did it', async () => {
  const { team, told } = await world()
  const { id } = team.comment('CLOUD-1', 'Quiet', { by: 'Ravi Bhandari', role: 'Developers' })
  team.editComment('CLOUD-1', id, 'Louder')
  team.removeComment('CLOUD-1', id)
  const bodies = await told()
  expect(bodies.map(({ webhookEvent }) => webhookEvent)).toEqual([
    'comment_created',
    'comment_updated',
    'comment_deleted',
  ])
  expect(bodies.map(({ comment }) => comment)).toMatchObject([
    {
      id,
      body: 'Quiet',
      author: { displayName: 'Ravi Bhandari' },
      visibility: { type: 'role', value: 'Developers' },
    },
    { id, body: 'Louder', updateAuthor: { displayName: 'Mara Lindqvist' }, visibility: { type: 'role' } },
    { id },
  ])
})

test('a move keeps the id, changes the key and says both in the changelog', async () => {
  const { jira, team, told } = await world()
  const { id } = [...jira.state.issues.values()][0] ?? {}
  team.move('CLOUD-1', 'DATA')
  const [body] = await told()
  expect(body).toMatchObject({ issue_event_type_name: 'issue_moved', issue: { id, key: 'DATA-1' } })
  expect(body?.changelog?.items).toMatchObject([
    { field: 'project', fromString: 'Cloud platform', toString: 'Data platform' },
    { field: 'Key', fromString: 'CLOUD-1', toString: 'DATA-1' },
  ])
})

test('fields that people made are checked, shown and told, by id or by a name that only one has', async () => {
  const { team, told, get } = await world()
  team.setField('CLOUD-1', 'Region', { value: 'Europe', child: { value: 'Spain' } })
  team.setField('CLOUD-1', 'customfield_10103', [{ value: 'Billing' }, { id: '2' }])
  team.setField('CLOUD-1', 'Technical owner', 'Ines Vauclair')
  const items = (await told()).flatMap(({ changelog }) => changelog?.items ?? [])
  expect(items).toMatchObject([
    {
      field: 'Region',
      fieldtype: 'custom',
      fieldId: 'customfield_10104',
      fromString: null,
      toString: 'Europe - Spain',
    },
    { field: 'Affected areas', toString: 'Billing,Login' },
    { field: 'Technical owner', toString: 'Ines Vauclair' },
  ])
  const { fields } = (await get('/issue/CLOUD-1')) as { fields: Record<string, unknown> }
  expect(fields).toMatchObject({
    customfield_10104: { value: 'Europe', child: { value: 'Spain' } },
    customfield_10103: [{ value: 'Billing' }, { value: 'Login' }],
    customfield_10105: { displayName: 'Ines Vauclair' },
    customfield_10101: null,
  })
  expect(() => team.setField('CLOUD-1', 'Impact', { value: 'Vast' })).toThrow('not valid')
  expect(() => team.setField('CLOUD-1', 'Region', { value: 'Asia' })).toThrow('not valid')
  expect(() => team.setField('CLOUD-1', 'Severity', 'x')).toThrow('cannot be set')
})

test('another type and a new status are told as recorded ones', async () => {
  const { team, told } = await world('server')
  team.changeType('CLOUD-1', 'Bug')
  team.transition('CLOUD-1', 'Closed')
  const bodies = await told()
  expect(bodies.map((body) => body.issue_event_type_name)).toEqual(['issue_updated', 'issue_generic'])
  expect(bodies[0]?.changelog?.items).toMatchObject([
    { field: 'issuetype', fromString: 'Task', toString: 'Bug' },
  ])
  // A server names no field ids.
  expect(bodies[0]?.changelog?.items[0]).not.toHaveProperty('fieldId')
})

test('several issues asked for at once carry the latest comments only, one alone carries all', async () => {
  const { team, get, api, authorization } = await world()
  for (let number = 1; number <= 23; number += 1) team.comment('CLOUD-1', `No. ${number}`)
  const body = JSON.stringify({ issueIdsOrKeys: ['CLOUD-1'], fields: ['comment'] })
  const answer = await fetch(`${api}/issue/bulkfetch`, { method: 'POST', headers: { authorization }, body })
  const { issues } = (await answer.json()) as { issues: { fields: { comment: Record<string, unknown> } }[] }
  expect(issues[0]?.fields.comment).toMatchObject({ total: 23, startAt: 3, maxResults: 20 })
  expect(issues[0]?.fields.comment['comments']).toHaveLength(20)
  const alone = (await get('/issue/CLOUD-1')) as { fields: { comment: { comments: unknown[] } } }
  expect(alone.fields.comment.comments).toHaveLength(23)
})

test.each(['cloud', 'server'] as const)('files of any bytes go in and come out, %s', async (edition) => {
  const { team, told, api, authorization, jira } = await world(edition)
  const content = Buffer.from([0, 255, 1, 254, 13, 10])
  const form = new FormData()
  form.append('file', new Blob([content], { type: 'image/png' }), 'a b.png')
  const post = (headers: Record<string, string>) =>
    fetch(`${api}/issue/CLOUD-1/attachments`, {
      method: 'POST',
      headers: { authorization, ...headers },
      body: form,
    })
  expect((await post({})).status).toBe(403)
  const [made] = (await (await post({ 'x-atlassian-token': 'no-check' })).json()) as {
    id: string
    content: string
  }[]
  const address = edition === 'cloud' ? `${made?.content}?redirect=false` : String(made?.content)
  const fetched = await fetch(address, { headers: { authorization } })
  expect(fetched.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await fetched.arrayBuffer()).equals(content)).toBe(true)
  team.attach('CLOUD-1', { name: 'x.log', mediaType: 'text/plain', content: Buffer.from('x') })
  const items = (await told()).flatMap(({ changelog }) => changelog?.items ?? [])
  expect(items).toMatchObject([
    { field: 'Attachment', toString: 'a b.png' },
    { field: 'Attachment', toString: 'x.log' },
  ])
  expect((await fetch(address)).status).toBe(401)
  expect(jira.calls.at(-1)).toMatchObject({ method: 'GET', status: 401 })
})

test('Cloud sends on to where its files are, unless it is asked not to', async () => {
  const { team, api, authorization } = await world()
  const { id } = team.attach('CLOUD-1', { name: 'x', mediaType: 'text/plain', content: Buffer.from('x') })
  const answer = await fetch(`${api}/attachment/content/${id}`, {
    headers: { authorization },
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
})
