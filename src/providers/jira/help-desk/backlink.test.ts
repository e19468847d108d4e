import { describe, expect, test } from 'vitest'
import { startJira } from '../../../../simulators/jira/index.ts'
import { faultOf } from '../../testing/fault-of.ts'
import { deskOf, editions } from '../testing/desk.ts'

const desk = deskOf(startJira)

const link = {
  id: 'crosstie=01J&ticket=7',
  url: 'https://hub.example.com/tickets/H-7',
  title: 'H-7 Sign-in fails',
}

describe.each(editions)('the way back from Jira, %s', (edition) => {
  test('C1 · is set once, also when it is set twice, and shows the newest title', async () => {
    const { helpDesk, issue, site } = await desk(edition)
    await helpDesk.backlink.set(issue.id, link)
    await helpDesk.backlink.set(issue.id, { ...link, title: `H-7\n${'x'.repeat(300)}` })
    const links = site.state.issues.get(issue.id)?.remoteLinks
    expect(links).toMatchObject([
      { globalId: link.id, object: { url: link.url, title: expect.stringMatching(/^H-7 x{251}$/u) } },
    ])
  })

  test('C3 · the links of several tickets stand beside each other', async () => {
    const { helpDesk, issue, site } = await desk(edition)
    await helpDesk.backlink.set(issue.id, link)
    await helpDesk.backlink.set(issue.id, { ...link, id: 'other' })
    await helpDesk.backlink.remove(issue.id, link)
    expect(site.state.issues.get(issue.id)?.remoteLinks.map(({ globalId }) => globalId)).toEqual(['other'])
  })

  test('removing one that is not there is fine, on an issue that is gone too', async () => {
    const { helpDesk, issue, team } = await desk(edition)
    await helpDesk.backlink.remove(issue.id, { id: 'never' })
    team.remove('INFRA-1')
    await helpDesk.backlink.remove(issue.id, { id: 'never' })
  })

  test('C18, C19 · where issues cannot be linked, it is refused in Jira’s words', async () => {
    const { helpDesk, issue, site } = await desk(edition)
    site.state.issueLinkingEnabled = false
    expect(await faultOf(helpDesk.backlink.set(issue.id, link))).toMatchObject({
      kind: 'forbidden',
      detail: expect.stringContaining('disabled'),
    })
    site.state.issueLinkingEnabled = true
    site.state.permissions.LINK_ISSUES = false
    expect(await faultOf(helpDesk.backlink.remove(issue.id, link))).toMatchObject({ kind: 'forbidden' })
  })
})
