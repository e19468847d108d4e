import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Api } from '../setup/api.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let ground: Ground
let page: Page
/** A program of the operator, with the token that the page showed. */
let partner: Api
let operatorAddress: string

beforeAll(async () => {
  ground = await startGround([])
  page = ground.page
}, 120_000)
afterAll(() => ground?.close())

const main = () => page.getByRole('main')
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
const menu = (name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true })
const dismiss = () => page.getByRole('button', { name: 'Dismiss' }).click()

test('Without operators the page says what one is, and offers the first step', async () => {
  await page.goto('/recommendations')
  await menu('Operators').click()
  await main().getByText('No operators yet').waitFor()
  await main().getByRole('heading', { name: 'Your desk' }).waitFor()
  await expectFit(page, 'operators-none')
})

test('What is wrong stands beside its field; saved, the operator has a page of its own', async () => {
  await main().getByRole('button', { name: 'Add operator' }).click()
  const form = dialog('Add operator')
  const save = form.getByRole('button', { name: 'Save' })
  expect(await save.isDisabled()).toBe(true)
  await form.getByLabel('Name', { exact: false }).first().fill('Bouygues')
  await form.getByLabel('E-mail addresses').fill('noc@example.com\nnot an address')
  await save.click()
  await form.getByText('not an address: an e-mail address').waitFor()
  await expectFit(page, 'operator-refused')
  await form.getByLabel('E-mail addresses').fill('noc@example.com, desk@example.com; third@example.com')
  await form.getByLabel('Display name').fill('Bouygues Telecom Support')
  await form.getByLabel('Requests a minute').fill('1200')
  await save.click()
  await page.getByText('The operator Bouygues is saved.').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Bouygues' }).waitFor()
  await main().getByText('noc@example.com, desk@example.com, third@example.com').waitFor()
  await main().getByText('No tokens yet').waitFor()
  operatorAddress = new URL(page.url()).pathname
  await dismiss()
})

test('A second operator of the same name is refused at its field; typed text is not lost by accident', async () => {
  await main().getByRole('link', { name: 'Operators' }).click()
  await main().getByRole('button', { name: 'Add operator' }).click()
  const form = dialog('Add operator')
  await form.getByLabel('Name', { exact: false }).first().fill('BOUYGUES')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText(/BOUYGUES is taken/u).waitFor()
  await page.keyboard.press('Escape')
  await dialog('Leave without saving?').getByRole('button', { name: 'Discard' }).click()
  await form.waitFor({ state: 'detached' })
})

test('DX14 · a token is shown once, works, and shows when it was used', async () => {
  await page.goto(operatorAddress)
  await main().getByRole('button', { name: 'Create token' }).click()
  const form = dialog('A token for Bouygues')
  await form.getByLabel('Login', { exact: false }).fill('noc-api')
  await form.getByLabel('E-mail address').fill('api@example')
  await form.getByRole('button', { name: 'Create token' }).click()
  await form.getByText('an e-mail address').waitFor()
  await form.getByLabel('E-mail address').fill('api@example.com')
  await form.getByRole('button', { name: 'Create token' }).click()
  const made = dialog('The new token')
  const token = await made.getByLabel('Token', { exact: true }).inputValue()
  expect(token).toMatch(/^ct_/)
  await made.getByText('It is shown only now').waitFor()
  await expectFit(page, 'operator-token')
  await made.getByRole('button', { name: 'Done' }).click()
  await made.waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain(token)
  partner = ground.as(token)
  expect((await partner.get('/api/tickets/')).body).toEqual([])
  await page.reload()
  const row = main()
    .getByRole('region', { name: 'Tokens' })
    .getByRole('row', { name: /noc-api/u })
  await row.getByText('api@example.com').waitFor()
  expect(await row.getByText('never').count()).toBe(0)
  await expectFit(page, 'operator')
})

test('DX27 · Diagnostics without runs and services say with which call they come', async () => {
  await menu('Diagnostics').click()
  await main().getByText('No diagnostic runs yet').waitFor()
  await expectFit(page, 'diagnostics-none')
  await main().getByRole('tab', { name: 'Services' }).click()
  await main().getByText('No services yet').waitFor()
  await main().getByText('/v1/services/LINE-1').waitFor()
  await expectFit(page, 'services-none')
})

test('DX27 · runs and services come live, and are narrowed in the address', async () => {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto('/diagnostics'),
  ])
  await ground.api.put('/v1/services/05d2ee1f-line', { operator: 'Bouygues', productName: 'Fibre Pro 1G' })
  await ground.api.put('/v1/services/other-line', { grt: 'GRT-2' })
  const findings = [
    { category: 'synchro', text: 'No synchronisation on the port.' },
    { text: 'The modem answers.\nIts last restart was at 07:12.' },
  ]
  const run = { service: '05d2ee1f-line', findings, startedAt: '2026-11-22T07:00:00Z' }
  await ground.api.post('/v1/diagnostic-runs', { ...run, status: 'completed', alias: 'D190425_12001' })
  await main().getByRole('link', { name: 'D190425_12001' }).waitFor()
  await ground.api.post('/v1/diagnostic-runs', [
    { status: 'running', service: 'other-line', kind: 'extended', alias: 'D190425_12002' },
    { status: 'error', alias: 'D190425_12003' },
  ])
  await main().getByRole('button', { name: '2 new: show' }).click()
  const list = main().getByRole('region', { name: 'Diagnostic runs' })
  await list.getByText('Ended in an error').waitFor()
  await expectFit(page, 'diagnostics')
  await main().getByLabel('Status').selectOption('running')
  await main().getByText('1 diagnostic run', { exact: true }).waitFor()
  expect(new URL(page.url()).search).toBe('?status=running')
  await main().getByRole('button', { name: 'Clear filters' }).click()
  await main().getByLabel('Search diagnostic runs').fill('restart was')
  await main().getByText('1 diagnostic run', { exact: true }).waitFor()
  await main().getByLabel('Search diagnostic runs').fill('nowhere')
  await main().getByText('No diagnostic run fits these filters').waitFor()
  await main().getByRole('tab', { name: 'Services' }).click()
  const services = main().getByRole('region', { name: 'Services' })
  await services.getByText('Fibre Pro 1G').waitFor()
  await main().getByLabel('Operator').selectOption({ label: 'Bouygues' })
  await main().getByText('1 service', { exact: true }).waitFor()
  await expectFit(page, 'services')
  await services.getByRole('link', { name: /^S\d{6}_/u }).click()
  await main().getByRole('link', { name: 'D190425_12001' }).waitFor()
  expect(await main().getByLabel('Service', { exact: true }).inputValue()).toMatch(/^S\d{6}_/u)
})

test('D1 · a run shows its findings and the tickets that refer to it', async () => {
  const { status, body } = await partner.post('/api/tickets/', {
    diagnostic_run_id: 'D190425_12001',
    type: 'service',
    service_uuid: '05d2ee1f-line',
    description: 'The line is down.',
    category: 'synchro',
    owner_contact: { first_name: 'Ada', last_name: 'Bell', email: 'ada@example.com', phone_number: '1' },
  })
  expect(status).toBe(201)
  await main().getByRole('link', { name: 'D190425_12001' }).click()
  await page.getByRole('heading', { level: 1, name: 'D190425_12001' }).waitFor()
  await main().getByText('Its last restart was at 07:12.').waitFor()
  await main().getByRole('link', { name: body.alias }).waitFor()
  await expectFit(page, 'diagnostic-run')
  await page.goto('/diagnostics/D190425_99999')
  await main().getByText('There is nothing here').waitFor()
})

test('The list has what matters of each operator, and the desk gets its name', async () => {
  await menu('Operators').click()
  const row = main()
    .getByRole('region', { name: 'Operators' })
    .getByRole('row', { name: /Bouygues/u })
  await row.getByText('noc@example.com, desk@example.com and 1 more').waitFor()
  await row.getByText('1,200').waitFor()
  const save = main().getByRole('region', { name: 'Your desk' }).getByRole('button', { name: 'Save' })
  expect(await save.isDisabled()).toBe(true)
  await main().getByLabel('Name for partners').fill('Kosc')
  await save.click()
  await page.getByText('Partners read your desk as Kosc.').waitFor()
  await dismiss()
  expect((await ground.api.get('/v1/desk-settings')).body.deskName).toBe('Kosc')
  await expectFit(page, 'operators')
})

test('DX33 · Forwarding is switched on, and what a resolved issue means is said', async () => {
  await page.goto('/workspace/adminsettings/operators')
  const section = main().getByRole('region', { name: 'Forwarding to the tracker' })
  const save = section.getByRole('button', { name: 'Save' })
  expect(await save.isDisabled()).toBe(true)
  await section.getByRole('switch', { name: 'Make an issue of each new ticket' }).check()
  await section.getByRole('button', { name: 'Add a status' }).click()
  await save.click()
  await section.getByText('The tracker’s status, or *').waitFor()
  await section.getByLabel('Status 1 in the tracker').fill('Done')
  await section.getByLabel('Clear code 1').selectOption('other_kosc')
  await expectFit(page, 'operators-forwarding')
  await save.click()
  await page.getByText('New tickets become issues of the tracker.').waitFor()
  await page.reload()
  expect(await section.getByLabel('Status 1 in the tracker').inputValue()).toBe('done')
  expect(await section.getByLabel('Clear code 1').inputValue()).toBe('other_kosc')
  await main().getByRole('link', { name: 'Bouygues' }).waitFor()
})

test('Withdrawing a token and removing an operator ask first, with the numbers', async () => {
  await main().getByRole('link', { name: 'Bouygues' }).click()
  await main().getByRole('button', { name: 'Withdraw noc-api' }).click()
  await dialog('Withdraw noc-api?').getByRole('button', { name: 'Cancel' }).click()
  await main().getByRole('button', { name: 'Remove' }).click()
  const asked = dialog('Remove Bouygues?')
  await asked.getByText('It has 1 open ticket.', { exact: false }).waitFor()
  await asked.getByText(/1 token and its webhooks go out of use/u).waitFor()
  await expectFit(page, 'operator-remove')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await main().getByRole('button', { name: 'Withdraw noc-api' }).click()
  await dialog('Withdraw noc-api?').getByRole('button', { name: 'Withdraw' }).click()
  await main().getByText('No tokens yet').waitFor()
  await main().getByRole('button', { name: 'Remove' }).click()
  await asked.getByRole('button', { name: 'Remove all the same' }).click()
  await page.getByText('The operator Bouygues is removed.').waitFor()
  await main().getByText('No operators yet').waitFor()
  await page.goto('/diagnostics?view=services')
  await main().getByText('Bouygues (removed)').waitFor()
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
