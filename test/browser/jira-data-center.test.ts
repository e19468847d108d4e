import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { cardOf, expectFit, startGround, type Ground } from './ground.ts'

let jira: JiraSimulator
let ground: Ground
let page: Page

beforeAll(async () => {
  jira = await startJira({ edition: 'server' })
  jira.state.issueLinkingEnabled = false
  ground = await startGround([new URL(jira.url).host])
  page = ground.page
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

test('C18, C20, C25–C29, CX9 · a Data Center is set up on the same card: a token typed twice, the way to issue linking, and active', async () => {
  await page.goto('/workspace/adminsettings/ticket-providers')
  await page.getByRole('button', { name: 'Jira Cloud', exact: true }).click()
  const steps = page.getByRole('dialog', { name: 'Set up Jira Cloud', exact: true })
  await steps.getByLabel('Edition').selectOption('Server or Data Center')
  expect(await steps.getByLabel('Email').count()).toBe(0)
  await steps.getByLabel('Jira URL').fill(jira.url)
  await steps.getByLabel('Jira User Name').fill('ada@acme.example')
  await steps.getByRole('textbox', { name: 'API Token', exact: true }).fill('jira-token')
  await steps.getByRole('textbox', { name: 'Confirm API Token' }).fill('jira-tokem')
  await steps.getByLabel('Default Project Key').fill('INFRA')
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByText('The two differ: type both again').waitFor()
  await expectFit(page, 'data-center')

  await steps.getByRole('textbox', { name: 'Confirm API Token' }).fill('jira-token')
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Test Connection' }).click()
  await steps
    .getByText(/do not take to sign in/)
    .first()
    .waitFor()

  await steps.getByRole('button', { name: 'Correct the credentials' }).click()
  await steps
    .getByText(/do not take to sign in/)
    .first()
    .waitFor()
  await steps.getByLabel('Jira User Name').fill('')
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Test Connection' }).click()
  await steps.getByText('The connection works').waitFor()
  await steps.getByText(/Issue Features > Issue Linking > Activate/).waitFor()
  await expectFit(page, 'data-center-tested')

  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Save & Activate' }).click()
  await steps.waitFor({ state: 'detached' })
  await cardOf(page, 'Jira Cloud').getByText('Active', { exact: true }).waitFor()
})
