import { describe, expect, test } from 'vitest'
import { startJira } from '../../../../simulators/jira/index.ts'
import { faultOf } from '../../testing/fault-of.ts'
import { deskOf, editions } from '../testing/desk.ts'

const desk = deskOf(startJira)

const file = {
  name: 'läuft "so" 1.log',
  mediaType: 'text/plain',
  content: Buffer.from('Zeile eins\nübrig\n'),
}

describe.each(editions)('files of Jira, %s', (edition) => {
  test('CX26 · a file is attached with one request, under its name', async () => {
    const { helpDesk, issue, site } = await desk(edition)
    const before = site.calls.length
    const { id } = await helpDesk.files.attach(issue.id, file)
    expect(site.calls.length - before).toBe(1)
    const kept = site.state.issues.get(issue.id)?.attachments
    expect(kept).toMatchObject([{ id, name: file.name, mediaType: 'text/plain' }])
    expect(kept?.[0]?.content.equals(file.content)).toBe(true)
  })

  test('CX26 · what a person attached is fetched as it is', async () => {
    const { helpDesk, team } = await desk(edition)
    const { id } = team.attach('INFRA-1', file)
    expect(Buffer.from(await helpDesk.files.fetch(id, 1000)).equals(file.content)).toBe(true)
  })

  test('CX26 · bytes that are no text go and come as they are', async () => {
    const { helpDesk, issue } = await desk(edition)
    const content = Uint8Array.from({ length: 512 }, (_, place) => place % 256)
    const { id } = await helpDesk.files.attach(issue.id, { name: 'x.png', mediaType: 'image/png', content })
    expect(new Uint8Array(await helpDesk.files.fetch(id, 1000))).toEqual(content)
  })

  test('a file that is too large is refused before it is fetched', async () => {
    const { helpDesk, team, site } = await desk(edition)
    const { id } = team.attach('INFRA-1', file)
    const fault = await faultOf(helpDesk.files.fetch(id, 5))
    expect(fault).toMatchObject({ kind: 'invalid', detail: expect.stringContaining('bytes') })
    expect(site.calls.filter(({ path }) => /content|secure/u.test(path))).toEqual([])
  })

  test('a file that is gone, and one on an issue that is gone', async () => {
    const { helpDesk, team, issue } = await desk(edition)
    const { id } = team.attach('INFRA-1', file)
    team.remove('INFRA-1')
    expect((await faultOf(helpDesk.files.fetch(id, 1000))).kind).toBe('not-found')
    expect((await faultOf(helpDesk.files.attach(issue.id, file))).kind).toBe('not-found')
  })

  test('without the right to attach it is refused in Jira’s words', async () => {
    const { helpDesk, issue, site } = await desk(edition)
    site.state.permissions.CREATE_ATTACHMENTS = false
    expect(await faultOf(helpDesk.files.attach(issue.id, file))).toMatchObject({
      kind: 'forbidden',
      detail: expect.stringContaining('attachments'),
    })
  })

  test('a sign-in page is not a file', async () => {
    const { helpDesk, team, site } = await desk(edition)
    const { id } = team.attach('INFRA-1', file)
    const path = edition === 'cloud' ? '/rest/api/3/attachment/content' : '/secure/attachment'
    site.faults.rules.push({ when: { path }, effect: { html: true } })
    expect((await faultOf(helpDesk.files.fetch(id, 1000))).kind).toBe('bad-answer')
  })
})
