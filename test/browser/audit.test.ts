import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectFit, startGround, type Ground } from './ground.ts'

let ground: Ground
let page: Page

beforeAll(async () => {
  ground = await startGround([])
  page = ground.page
}, 120_000)
afterAll(() => ground?.close())

const main = () => page.getByRole('main')
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
const list = () => main().getByRole('region', { name: 'Audit' })

test('Without a mail server the link of an invitation is shown once, to be handed over', async () => {
  await page.goto('/workspace/adminsettings/members')
  await main().getByRole('button', { name: 'Invite' }).click()
  const form = dialog('Invite somebody')
  await form.getByLabel('E-mail').fill('nora@example.com')
  await expectFit(page, 'invite')
  await form.getByRole('button', { name: 'Invite' }).click()
  const made = dialog('The link of the invitation')
  const link = await made.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(link).toMatch(/\/invitation\/[\w-]{43}$/u)
  await expectFit(page, 'invitation-link')
  await made.getByRole('button', { name: 'Done' }).click()
  expect(await page.content()).not.toContain(link)
  await main().getByText('Link handed over').waitFor()
  await main().getByRole('button', { name: 'Withdraw nora@example.com' }).click()
  await dialog('Withdraw this invitation?').getByRole('button', { name: 'Withdraw' }).click()
  await main().getByText('Nobody is invited who has not come yet.').waitFor()
  await page.goto('/reset-password')
  await main().getByText('This hub sends no mail').waitFor()
  await expectFit(page, 'password-without-mail')
})

test('The audit lists who did what, with what it was and is; filters stand in the address', async () => {
  await ground.api.patch('/v1/desk-settings', { deskName: 'First line' })
  await ground.api.patch('/v1/desk-settings', { deskName: 'Second line' })
  await page.goto('/workspace/adminsettings/audit')
  await list().getByText('Invitation: withdrawn').waitFor()
  const changed = list()
    .getByRole('row', { name: /Your desk: settings changed/u })
    .first()
  await changed.getByText('First line').waitFor()
  await changed.getByText('Second line').waitFor()
  await expectFit(page, 'audit')
  await main().getByLabel('What').selectOption('invitation.')
  await main().getByText('2 entries', { exact: true }).waitFor()
  expect(new URL(page.url()).searchParams.get('action')).toBe('invitation.')
  await list().getByRole('link', { name: 'nora@example.com' }).first().click()
  await main().getByRole('button', { name: 'Done to one only' }).waitFor()
  await main().getByLabel('To day').fill('2020-01-01')
  await main().getByText('No entry fits these filters').waitFor()
  await expectFit(page, 'audit-none')
  await main().getByRole('button', { name: 'Clear filters' }).click()
  await list().getByRole('link', { name: 'Administrator' }).first().click()
  await main().getByRole('button', { name: 'Done by one only' }).click()
  await main().getByRole('button', { name: 'Done by one only' }).waitFor({ state: 'detached' })
})

test('Verify says how many entries were looked at, and the whole record is taken along as JSON lines', async () => {
  await main().getByRole('button', { name: 'Verify' }).click()
  await main().getByText('The record is what it was').waitFor()
  await main()
    .getByText(/Looked at \d+ entries/u)
    .waitFor()
  await expectFit(page, 'audit-verified')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    main().getByRole('link', { name: 'Export JSON lines' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('audit.jsonl')
})

test('A record that was changed is named by its first place', async () => {
  // What a changed database makes of it is proven in test/acceptance/audit.test.ts; here, how the page says it.
  const breaks = [
    { place: 3, id: null, what: 'It is not the entry that was sealed.' },
    { place: 7, id: null, what: 'Entries 8 to 9 are gone.' },
  ]
  await page.route('**/v1/audit/verify', (route) =>
    route.fulfill({ json: { ok: false, entries: 7, breaks } }),
  )
  await main().getByRole('button', { name: 'Verify' }).click()
  await main().getByText('First at place 3: It is not the entry that was sealed.').waitFor()
  await expectFit(page, 'audit-broken')
})

test('A program’s token is made for what it needs, by a usual choice or scope by scope', async () => {
  await page.goto('/workspace/adminsettings/api-tokens')
  await main().getByRole('button', { name: 'Create token' }).click()
  const form = dialog('Create an API token')
  await form.getByLabel('Name').fill('Grafana')
  await form.getByRole('button', { name: 'Alarm source' }).click()
  await expectFit(page, 'api-token-scopes')
  await form.getByRole('button', { name: 'Create token' }).click()
  const token = await dialog('Your new token').getByRole('textbox', { name: 'API token' }).inputValue()
  await dialog('Your new token').getByRole('button', { name: 'Done' }).click()
  await main().getByRole('cell', { name: 'Alarm source' }).waitFor()
  expect((await ground.as(token).get('/v1/alarms')).status).toBe(403)
  await expectFit(page, 'api-tokens')
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
