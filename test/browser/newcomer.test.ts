import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import demoStory from '../../src/cli/demo-story.json' with { type: 'json' }
import { createApi } from '../setup/api.ts'
import { openBrowser, seriousFindings } from '../setup/browser.ts'
import { hubProcess, type HubProcess } from '../setup/hub-process.ts'
import { admin, adminToken, jiraConfig } from '../setup/world.ts'

const pictures = path.resolve(import.meta.dirname, '../../dist/pictures')

let folder: string
let jira: JiraSimulator
let hub: HubProcess
let browser: Browser
let page: Page
const problems: string[] = []

beforeAll(async () => {
  await mkdir(pictures, { recursive: true })
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-browser-'))
  jira = await startJira()
  hub = await hubProcess({
    CROSSTIE_DATA_DIR: folder,
    CROSSTIE_ADMIN_EMAIL: admin.email,
    CROSSTIE_ADMIN_PASSWORD: admin.password,
    CROSSTIE_ADMIN_TOKEN: adminToken,
    CROSSTIE_SUPPORT_ADDRESS: 'help@example.com',
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: new URL(jira.url).host,
  })
  await hub.start()
  const api = createApi(hub.url, adminToken)
  for (const project of demoStory.projects) await api.post('/v1/projects', project)
  await api.post('/v1/recommendations', demoStory.recommendations)
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 1280, height: 860 }, baseURL: hub.url })
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => problems.push(error.message))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await hub?.stop()
  await jira?.close()
  await rm(folder, { recursive: true, force: true })
})

const button = (name: string | RegExp) => page.getByRole('button', { name })

async function signIn(): Promise<void> {
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(admin.password)
  await button('Sign in').click()
}

test('A21, A22, A25, A30–A32 · an administrator signs in, goes through the card’s steps, and it becomes Active', async () => {
  await page.goto('/workspace/adminsettings/ticket-providers')
  await signIn()
  await page.getByText('Jira Cloud').first().click()
  const steps = page.getByRole('dialog')
  const config = jiraConfig(jira)
  await steps.getByLabel('Jira URL').fill(config.site)
  await steps.getByLabel('Email').fill(config.email)
  await steps.getByRole('textbox', { name: 'API Token' }).fill(config.token)
  await steps.getByRole('textbox', { name: 'Confirm API Token' }).fill(config.token)
  await steps.getByLabel('Default Project Key').fill(config.defaultProjectKey)
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Test Connection' }).click()
  await steps.getByText('Create Issues').first().waitFor()
  expect(await steps.textContent()).toContain('Infrastructure')
  await page.screenshot({ path: path.join(pictures, 'connection-test.png') })
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Save & Activate' }).click()
  await page.getByText('Active', { exact: true }).first().waitFor()
})

test('A38, A49, A50 · a ticket made of a recommendation is announced with a link that opens the issue', async () => {
  await page.getByRole('link', { name: 'Recommendations' }).click()
  await page.getByText('Stop idle EC2 instance “build-runner-07”').click()
  await page.getByRole('heading', { level: 1, name: /build-runner-07/ }).waitFor()
  await page.getByRole('main').getByRole('button', { name: 'Create Ticket' }).click()
  const form = page.getByRole('dialog')
  expect(await form.getByLabel('Title').inputValue()).toContain('Stop idle EC2 instance')
  await form.getByRole('button', { name: 'Create Ticket' }).click()
  const link = page.getByRole('link', { name: /Open INFRA-1/ }).first()
  await link.waitFor()
  const [tracker] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  await tracker.waitForLoadState()
  expect(tracker.url()).toBe(`${jira.url}/browse/INFRA-1`)
  expect(await tracker.textContent('body')).toContain('build-runner-07')
  await tracker.close()
})

test('A51, A57 · what happens to the issue is seen after Sync now, and by webhook without any click', async () => {
  const issue = [...jira.state.issues.values()].find(({ key }) => key === 'INFRA-1')
  expect(issue).toBeDefined()
  await page.goto('/tickets/CT-1')
  await page.getByText('To Do').first().waitFor()
  await move('In Progress')
  await page.reload()
  await button('Sync now').first().click()
  await page.getByText('In Progress').first().waitFor()

  const api = createApi(hub.url, adminToken)
  const { body: connections } = await api.get('/v1/connections')
  const { body: webhook } = await api.post(`/v1/connections/${connections.items[0].id}/webhook-secret`)
  jira.state.webhooks.push({ url: webhook.url, secret: webhook.secret })
  await page.goto('/tickets/CT-1')
  await page.getByText('In Progress').first().waitFor()
  await move('Done')
  await page.getByText('Done').first().waitFor()
  await page.screenshot({ path: path.join(pictures, 'ticket.png') })
})

/** As a person in the tracker's own page would. */
async function move(status: string): Promise<void> {
  const there = await browser.newPage()
  await there.goto(`${jira.url}/browse/INFRA-1`)
  const workflow = there.getByLabel('Move along the workflow')
  const text = await workflow.locator('option', { hasText: `→ ${status}` }).textContent()
  await workflow.selectOption({ label: text ?? status })
  await there.getByRole('button', { name: 'Move' }).first().click()
  await there.close()
}

test('A47 · the header’s Create Ticket opens the form from anywhere, and wrong input is explained at its field', async () => {
  await page.goto('/tickets')
  await page.getByRole('banner').getByRole('button', { name: 'Create Ticket' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Title').fill('Too short')
  await form.getByLabel('Description').fill('short')
  await form.getByRole('button', { name: 'Create Ticket' }).click()
  expect(await form.textContent()).toMatch(/16/)
  await form.getByLabel('Description').fill('Now it is long enough to be taken.')
  await form.getByRole('button', { name: 'Create Ticket' }).click()
  await page
    .getByRole('link', { name: /Open INFRA-2/ })
    .first()
    .waitFor()
})

test('A72, A73, A74, A77 · the page says what to look at when something does not work, and whom to ask', async () => {
  await page.goto('/workspace/adminsettings/ticket-providers')
  for (const question of [
    'Tickets are not created',
    'A status does not follow',
    'Tickets go to the wrong place',
  ]) {
    await button(question).click()
  }
  await page
    .getByText(/default route/i)
    .last()
    .waitFor()
  const help = (await page.getByRole('main').textContent()) ?? ''
  expect(help).toContain('help@example.com')
  expect(help).toContain('The provider’s card says Active')
  expect(help).toContain('a change arrives with the next poll')
  expect(help).toContain('The place that the route names still exists in the tracker')
})

test('The README’s picture shows recommendations in every state', async () => {
  const api = createApi(hub.url, adminToken)
  const { body } = await api.get('/v1/recommendations?limit=4')
  for (const { id, title, description } of [body.items[0], body.items[2], body.items[3]]) {
    await api.post('/v1/tickets', { title, description, recommendationId: id })
  }
  await page.goto('/recommendations')
  await page
    .getByRole('link', { name: /INFRA-5/ })
    .first()
    .waitFor()
  await page.screenshot({ path: path.join(pictures, 'readme.png') })
})

test.each([
  { width: 1280, scheme: 'light' as const },
  { width: 1280, scheme: 'dark' as const },
  { width: 390, scheme: 'light' as const },
  { width: 390, scheme: 'dark' as const },
])('every page is accessible and fits at $width px in $scheme', async ({ width, scheme }) => {
  await page.setViewportSize({ width, height: 860 })
  await page.emulateMedia({ colorScheme: scheme })
  const addresses = {
    recommendations: '/recommendations',
    tickets: '/tickets',
    ticket: '/tickets/CT-1',
    'ticket-providers': '/workspace/adminsettings/ticket-providers',
    'sync-log': '/sync-log',
    'api-tokens': '/workspace/adminsettings/api-tokens',
  }
  for (const [name, address] of Object.entries(addresses)) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('load')
    await page
      .locator('main [data-loading], main .mantine-Skeleton-root')
      .first()
      .waitFor({ state: 'detached' })
    await page.screenshot({ path: path.join(pictures, `${name}-${width}-${scheme}.png`) })
    expect(new URL(page.url()).pathname).toBe(address)
    expect(await seriousFindings(page), `${name} at ${width} px in ${scheme}`).toEqual([])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider, `${name} is wider than ${width} px`).toBeLessThanOrEqual(0)
  }
})

test('No page threw an error', () => {
  expect(problems).toEqual([])
})
