import { expect, test } from 'vitest'
import { adding, testSite } from '../test-client.ts'

const comments = '/Cloud%20Operations/_apis/wit/workItems/101/comments'

async function siteWithComments(...texts: string[]) {
  const world = testSite()
  await world.create()
  for (const text of texts) await world.call('POST', comments, { text })
  return world
}

test('a comment is a revision of its work item, and its HTML is sanitised', async () => {
  const { call } = await siteWithComments('<p onclick="x()">Seen<script>1</script></p>')
  const { body } = await call('GET', comments)
  expect(body).toMatchObject({
    totalCount: 1,
    comments: [{ id: 5001, version: 1, text: '<p>Seen</p>', format: 'html', workItemId: 101 }],
  })
  const item = (await call('GET', '/_apis/wit/workitems/101')).body
  expect(item).toMatchObject({
    rev: 2,
    commentVersionRef: { commentId: 5001 },
    fields: { 'System.CommentCount': 1, 'System.History': '<p>Seen</p>' },
  })
})

test('comments come newest first, a page at a time', async () => {
  const { call } = await siteWithComments('one', 'two', 'three')
  const texts = (body: { comments: { text: string }[] }) => body.comments.map(({ text }) => text)
  const first = (await call('GET', `${comments}?$top=2`)).body
  expect([texts(first), first.count, first.totalCount]).toEqual([['three', 'two'], 2, 3])
  const rest = await call('GET', `${comments}?$top=2&continuationToken=${first.continuationToken}`)
  expect([texts(rest.body), rest.body.continuationToken]).toEqual([['one'], undefined])
  expect(texts((await call('GET', `${comments}?order=asc`)).body)).toEqual(['one', 'two', 'three'])
})

test('a comment can be changed and deleted', async () => {
  const { call } = await siteWithComments('one')
  const changed = await call('PATCH', `${comments}/5001`, { text: 'two' })
  expect(changed.body).toMatchObject({ version: 2, text: 'two' })
  expect((await call('DELETE', `${comments}/5001`)).status).toBe(204)
  expect((await call('GET', comments)).body.totalCount).toBe(0)
  expect((await call('GET', `${comments}?includeDeleted=true`)).body.comments).toMatchObject([
    { isDeleted: true },
  ])
  expect((await call('PATCH', `${comments}/5001`, { text: 'x' })).status).toBe(404)
})

test('words in the history field become a comment', async () => {
  const { patch, call } = await siteWithComments()
  await patch(
    'PATCH',
    '/_apis/wit/workitems/101',
    adding({ 'System.History': 'Said', 'System.State': 'Active' }),
  )
  expect((await call('GET', comments)).body.comments).toMatchObject([{ text: 'Said' }])
  expect((await call('POST', comments, { text: '  ' })).status).toBe(400)
})
