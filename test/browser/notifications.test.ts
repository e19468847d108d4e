import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addWebhook, openTicket } from '../setup/notifications.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { startReceiver, type WebhookReceiver } from '../setup/webhook-receiver.ts'
import type { World } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let receiver: WebhookReceiver
let ground: Ground
let page: Page
let north: Partner
let alias: string

beforeAll(async () => {
  receiver = await startReceiver()
  ground = await startGround([new URL(receiver.url).host])
  page = ground.page
  north = await partner(world(), 'North')
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await receiver?.stop()
})

/** What the set-up calls need of a world. */
const world = () => ground as unknown as World
const main = () => page.getByRole('main')
const table = () => page.getByRole('region', { name: 'Notifications' })
const dialog = (name: string) => page.getByRole('dialog', { name })
const card = () => main().getByRole('region', { name: receiver.url })
const webhooks = () => `/workspace/adminsettings/operators/${north.operator.id}/webhooks`

/** Opens a page, and waits until it hears what happens in the hub. */
async function openLive(address: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/v1/live')),
    page.goto(address),
  ])
}

test('Where nobody was told anything the page says what would come here', async () => {
  await page.goto('/recommendations')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Notifications' }).click()
  await page.getByText('Nobody was told anything yet').waitFor()
  await expectFit(page, 'notifications-none')
})

test('A webhook is added, and its secret is shown once', async () => {
  await page.goto(webhooks())
  await page.getByText('No webhook yet').waitFor()
  await expectFit(page, 'webhooks-none')
  await main().getByRole('button', { name: 'Add webhook' }).click()
  const form = dialog('Add a webhook')
  await form.getByLabel('Address').fill('partner.example.com')
  await form.getByRole('button', { name: 'Add webhook' }).click()
  await form.getByText('a whole address, e.g. https://partner.example.com/events').waitFor()
  await form.getByLabel('Address').fill(receiver.url)
  await expectFit(page, 'webhook-add')
  await form.getByRole('button', { name: 'Add webhook' }).click()
  const secret = dialog('The webhook’s secret')
  expect(await secret.getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^whsec_/u)
  await expectFit(page, 'webhook-secret')
  await secret.getByRole('button', { name: 'Done' }).click()
  await card().waitFor()
  expect(await page.content()).not.toContain('whsec_')
})

test('A test says what the partner’s server answers, and a rotation makes a new secret', async () => {
  receiver.effect = { status: 401, text: 'Who are you?' }
  await card().getByRole('button', { name: 'Send a test' }).click()
  await card().getByText('The test was not taken').waitFor()
  await card().getByText('Who are you?').waitFor()
  await expectFit(page, 'webhook-test-refused')
  receiver.effect = undefined
  await card().getByRole('button', { name: 'Send a test' }).click()
  await card().getByText('The test was taken: HTTP 204').waitFor()
  await card().getByRole('button', { name: 'New secret' }).click()
  await dialog('Make a new secret?').getByRole('button', { name: 'Make a new secret' }).click()
  await dialog('The webhook’s secret').getByRole('button', { name: 'Done' }).click()
  await card().getByText('The secret before the present one signs too').waitFor()
  await expectFit(page, 'webhooks')
})

test('What the partner’s server refuses comes into the list by itself, with its words; mail waits for a server', async () => {
  receiver.effect = { status: 422, text: 'Unknown customer' }
  await openLive('/notifications')
  await page.getByText('Nobody was told anything yet').waitFor()
  alias = (await openTicket(world(), north)).alias
  await openTicket(world(), north)
  await page.getByRole('button', { name: /new/ }).or(table().getByText('Failed')).first().waitFor()
  await page.reload()
  await table().getByText('The partner’s server said: Unknown customer').first().waitFor()
  await table().getByText('No mail server is set (SMTP_URL)').first().waitFor()
  await table().getByText('Failed').nth(1).waitFor()
  await expectFit(page, 'notifications')
})

test('One is opened with what it tells and what was answered', async () => {
  await page.goto(`/notifications?ticket=${alias}&channel=webhook`)
  await page.getByText('1 notification', { exact: true }).waitFor()
  await table().getByRole('link', { name: receiver.url }).click()
  await page.getByRole('heading', { level: 1, name: `Ticket created: ${alias}` }).waitFor()
  const payload = main().getByRole('region', { name: 'Payload' })
  expect(JSON.parse((await payload.textContent()) ?? '')).toMatchObject({ ticket: { alias } })
  await main()
    .getByRole('region', { name: 'What the partner’s server answered last' })
    .getByText('HTTP 422')
    .waitFor()
  await expectFit(page, 'notification')
})

test('The partner mends its server, and all that failed is sent again after a question in numbers', async () => {
  await openLive('/notifications?state=failed')
  receiver.effect = undefined
  const calls = receiver.calls.length
  await page.getByRole('checkbox', { name: /All on this page/ }).check()
  await page.getByText('2 selected').waitFor()
  await page.getByRole('button', { name: 'Send all that failed again (2 notifications)' }).click()
  await dialog('Send again?').getByText('2 webhook events, the oldest first').waitFor()
  expect(receiver.calls.length).toBe(calls)
  await expectFit(page, 'notifications-resend')
  await dialog('Send again?').getByRole('button', { name: 'Send 2 notifications again' }).click()
  await page.getByText('2 notifications sent again.').waitFor()
  await receiver.called(calls + 2)
  await page.goto('/notifications?channel=webhook')
  await table().getByText('Taken').nth(1).waitFor()
})

test('What was taken is sent once more, and what waits is given up, after a question', async () => {
  await table()
    .getByRole('button', { name: /^Send once more/ })
    .first()
    .click()
  const calls = receiver.calls.length
  await dialog('Send it once more?').getByRole('button', { name: 'Send once more' }).click()
  await receiver.called(calls + 1)
  await page.goto(`/notifications?ticket=${alias}&channel=mail&state=waiting`)
  await table()
    .getByRole('button', { name: /^Give up/ })
    .first()
    .click()
  await dialog('Give this one up?').getByRole('button', { name: 'Give up' }).click()
  await page.getByText('1 notification', { exact: true }).waitFor()
})

test('A webhook that says 410 Gone is shown as switched off, and is switched on again or removed', async () => {
  receiver.effect = { status: 410 }
  await addWebhook(world(), north, { url: `${receiver.url}/second` })
  const calls = receiver.calls.length
  await openTicket(world(), north)
  await receiver.called(calls + 2)
  await openLive(webhooks())
  await card().first().getByText('Switched off by the hub').waitFor()
  await expectFit(page, 'webhook-gone')
  receiver.effect = undefined
  // The switch itself is hidden behind its drawing.
  await card().first().getByRole('switch').press('Space')
  await card().first().getByText('Switched off by the hub').waitFor({ state: 'detached' })
  await main()
    .getByRole('region', { name: `${receiver.url}/second` })
    .getByRole('button', { name: 'Remove' })
    .click()
  await dialog('Remove this webhook?').getByRole('button', { name: 'Remove' }).click()
  await main()
    .getByRole('region', { name: `${receiver.url}/second` })
    .waitFor({ state: 'detached' })
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
