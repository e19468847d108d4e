import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAzureDevOps, type AzureDevOpsSimulator } from '../../simulators/azure-devops/index.ts'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { startServiceNow, type ServiceNowSimulator } from '../../simulators/servicenow/index.ts'
import { jiraConfig } from '../setup/world.ts'
import { cardOf, choose, expectFit, routeOf, startGround, type Ground } from './ground.ts'

const address = '/workspace/adminsettings/ticket-providers'
const dayMs = 86_400_000

let jira: JiraSimulator
let ado: AzureDevOpsSimulator
let snow: ServiceNowSimulator
let ground: Ground
let page: Page

beforeAll(async () => {
  jira = await startJira()
  ado = await startAzureDevOps()
  snow = await startServiceNow()
  ground = await startGround([jira, ado, snow].map(({ url }) => new URL(url).host))
  page = ground.page
  await ground.api.post('/v1/projects', { key: 'shop', name: 'Web shop' })
  await ground.api.post('/v1/projects', { key: 'data', name: 'Data platform' })
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await jira?.close()
  await ado?.close()
  await snow?.close()
})

const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const gone = (name: string) => dialog(name).waitFor({ state: 'detached' })

/** @param project empty for a ticket without one */
async function createTicket(title: string, project: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Create Ticket' }).click()
  const form = dialog('Create Ticket')
  await form.getByLabel('Title').fill(title)
  await form.getByLabel('Description').fill('It goes where its project’s route leads.')
  if (project !== '') await form.getByLabel('Project').selectOption({ label: project })
  await form.getByRole('button', { name: 'Create Ticket' }).click()
  await gone('Create Ticket')
}

/** The tracker's project and component of the issue with a title. */
function placeOf(title: string): string | undefined {
  const issue = [...jira.state.issues.values()].find(({ summary }) => summary === title)
  const project = jira.state.projects.find(({ id }) => id === issue?.projectId)
  const components = project?.components.filter(({ id }) => issue?.componentIds.includes(id)) ?? []
  return project && [project.key, ...components.map(({ name }) => name)].join(' ')
}

function requireTeam(required: boolean): void {
  const cloud = jira.state.projects.find(({ key }) => key === 'CLOUD')
  if (!cloud) throw new Error('The simulated Jira has no project CLOUD.')
  cloud.requiredFields = required ? [{ id: 'customfield_77', name: 'Team', options: ['Blue', 'Red'] }] : []
}

test('A12–A20, A40 · the set-up says where the credential comes from and which permissions it needs; without a provider there is no routing', async () => {
  await page.goto(address)
  await button('Jira Cloud').click()
  const steps = dialog('Set up Jira Cloud')
  await steps.getByText('id.atlassian.com > Security > API tokens').first().waitFor()
  await steps.getByRole('row', { name: /Create Issues required/ }).waitFor()
  expect(await page.getByRole('heading', { name: 'Project Routing' }).count()).toBe(0)
  await expectFit(page, 'set-up')
})

test('A25 · a set-up is kept as a draft, continued, and activated after the test', async () => {
  const steps = dialog('Set up Jira Cloud')
  const config = jiraConfig(jira)
  await steps.getByLabel('Jira URL').fill(config.site)
  await steps.getByLabel('Email').fill(config.email)
  await steps.getByRole('textbox', { name: 'API Token' }).fill(config.token)
  await steps.getByRole('textbox', { name: 'Confirm API Token' }).fill(config.token)
  await steps.getByLabel('Default Project Key').fill(config.defaultProjectKey)
  await steps.getByRole('button', { name: 'Save as draft' }).click()
  await gone('Set up Jira Cloud')
  await cardOf(page, 'Jira Cloud').getByText('Draft', { exact: true }).waitFor()

  await button('Jira Cloud').click()
  expect(await steps.getByLabel('Email').inputValue()).toBe(config.email)
  expect(await steps.getByRole('textbox', { name: 'API Token' }).inputValue()).toBe('')
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Test Connection' }).click()
  await steps.getByText('The connection works').waitFor()
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Save & Activate' }).click()
  await gone('Set up Jira Cloud')
  await cardOf(page, 'Jira Cloud').getByText('Active', { exact: true }).waitFor()
})

test('A40, A41, A43, A45 · two projects are routed to components of one project by their Edit icons', async () => {
  await routeOf(page, 'Web shop').getByText('default route').waitFor()
  await button('Edit the route of Web shop').click()
  const shop = dialog('Route of Web shop')
  await choose(shop, 'Project', 'CLOUD · Cloud platform')
  await choose(shop, 'Component', 'AWS')
  await expectFit(page, 'route-editor')
  await shop.getByRole('button', { name: 'Save route' }).click()
  await routeOf(page, 'Web shop').getByText('CLOUD · Task · AWS').waitFor()

  await button('Edit the route of Data platform').click()
  const data = dialog('Route of Data platform')
  await choose(data, 'Project', 'CLOUD · Cloud platform')
  await choose(data, 'Component', 'Azure')
  await data.getByLabel(/send its tickets to the default route/).check()
  await data.getByRole('button', { name: 'Save route' }).click()
  await routeOf(page, 'Data platform').getByText('Usable').waitFor()
  await expectFit(page, 'routing')
})

test('A39 · what would be sent names every value with its reason, and sends nothing', async () => {
  await button('What would be sent for Web shop').click()
  const preview = dialog('What would be sent')
  await preview.getByText('Project “Web shop” has a route of its own.').waitFor()
  expect(await preview.textContent()).toContain('CLOUD · Task · AWS')
  await expectFit(page, 'preview')
  await page.keyboard.press('Escape')
  await gone('What would be sent')
  expect(jira.state.issues.size).toBe(0)
})

test('A39, A43 · tickets of both projects become issues at the place of their routes', async () => {
  await createTicket('Shop idles', 'Web shop')
  await page.getByRole('link', { name: 'Open CLOUD-1' }).waitFor()
  await createTicket('Data idles', 'Data platform')
  await page.getByRole('link', { name: 'Open CLOUD-2' }).waitFor()
  expect([placeOf('Shop idles'), placeOf('Data idles')]).toEqual(['CLOUD AWS', 'CLOUD Azure'])
})

test('A field that the tracker requires is asked for on the ticket’s page, and everything that waits for it goes on', async () => {
  requireTeam(true)
  await page.goto(address)
  await button('Check all routes now').click()
  await routeOf(page, 'Web shop').getByText('The tracker requires “Team”: edit the route.').waitFor()
  await createTicket('First that waits', 'Web shop')
  await createTicket('Second that waits', 'Web shop')
  await routeOf(page, 'Web shop').getByText('2 tickets wait for it').click()
  await page.getByText('First that waits').waitFor()
  await page.goto('/tickets/CT-3')
  await page.getByText('needs a value for “Team”').first().waitFor()
  await button('Save and go on').click()
  await page.getByText('a value for Team').waitFor()
  await expectFit(page, 'ticket-held')
  await page.getByLabel('Team').selectOption({ label: 'Red' })
  await button('Save and go on').click()
  await page.getByRole('link', { name: 'CLOUD-3' }).first().waitFor()
  await page.goto('/tickets/CT-4')
  await page.getByRole('link', { name: 'CLOUD-4' }).first().waitFor()
  expect(placeOf('Second that waits')).toBe('CLOUD AWS')
})

test('AX19 · a route that falls back sends its tickets to the default route, and “Why?” names what was set aside', async () => {
  await createTicket('Falls back', 'Data platform')
  await page.getByRole('link', { name: 'Open INFRA-1' }).waitFor()
  await page.goto('/tickets/CT-5')
  await page.getByText('Why? Each value').click()
  const reasons = page.getByRole('region', { name: 'Description' })
  await reasons.getByText('Set aside: CLOUD · Task · Azure').waitFor()
  await reasons.getByText('Fallback', { exact: true }).waitFor()
  await expectFit(page, 'ticket-why')
  requireTeam(false)
})

test('A74 · a route asks for what the tracker requires there, and can be removed again', async () => {
  requireTeam(true)
  await page.goto(address)
  await button('Edit the default route').click()
  const form = dialog('Default route')
  await choose(form, 'Project', 'CLOUD · Cloud platform')
  await form.getByRole('button', { name: 'Save route' }).click()
  await form.getByText('a value for Team').waitFor()
  await expectFit(page, 'route-needs')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await button('Discard').click()
  requireTeam(false)
  await button('Edit the route of Data platform').click()
  await button('Remove route').click()
  const question = dialog('Remove the route of Data platform?')
  await question.getByText('go to the default route (INFRA · Task)').waitFor()
  await question.getByRole('button', { name: 'Remove route' }).click()
  await gone('Route of Data platform')
  await routeOf(page, 'Data platform').getByText('default route').waitFor()
})

test('Escape answers only what lies on top, and the focus goes back to where it was', async () => {
  const edit = button('Edit the route of Web shop')
  await edit.focus()
  await page.keyboard.press('Enter')
  await button('Remove route').click()
  await dialog('Remove the route of Web shop?').waitFor()
  await page.keyboard.press('Escape')
  await gone('Remove the route of Web shop?')
  await dialog('Route of Web shop').waitFor()
  await page.keyboard.press('Escape')
  await gone('Route of Web shop')
  await expect.poll(() => edit.evaluate((shown) => shown === document.activeElement)).toBe(true)
})

test('AX10 · a status is added to the table and taken back, and AX9 · a priority is changed and reset', async () => {
  await button('Statuses and their categories').click()
  await page.getByLabel('Another status that means Active').fill('Triage')
  await button('Add to Active').click()
  await button('Take Triage out of Active').waitFor()
  await button('Undo').click()
  await button('Take Triage out of Active').waitFor({ state: 'detached' })
  await button('Priorities').click()
  const panels = page.getByRole('main')
  await choose(panels, 'High', 'Highest')
  await page.getByText('Own. The default is High.').waitFor()
  await button('Save priorities').click()
  await page.getByText('Settings of Jira Cloud are saved.').first().waitFor()
  await button('Reset to the defaults').click()
  await page.getByText('Own. The default is High.').waitFor({ state: 'detached' })
  await button('Webhook: changes at once instead of with the next poll').click()
  await button('Limits and polling').click()
  await page.getByText('Free now').waitFor()
  await expectFit(page, 'panels')
})

test('A66, A67, AX16 · a rotated token is replaced by walking the steps again, with no disconnection', async () => {
  jira.state.token = 'rotated-token'
  await cardOf(page, 'Jira Cloud').getByRole('button', { name: 'Test Connection' }).click()
  const tested = dialog('Test of Jira Cloud')
  await tested.getByText('Invalid credentials: check that the token').waitFor()
  await expectFit(page, 'test-refused')
  await tested.getByRole('button', { name: 'Close' }).last().click()
  await button('Replace credential').click()
  const steps = dialog('Change Jira Cloud')
  expect(await steps.getByLabel('Jira URL').inputValue()).toBe(jira.url)
  expect(await steps.getByRole('textbox', { name: 'API Token' }).inputValue()).toBe('')
  await steps.getByRole('textbox', { name: 'API Token' }).fill('rotated-token')
  await steps.getByRole('textbox', { name: 'Confirm API Token' }).fill('rotated-token')
  const soon = new Date(Date.now() + 5 * dayMs).toISOString().slice(0, 10)
  await steps.getByLabel('When does this credential end?').fill(soon)
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Test Connection' }).click()
  await steps.getByText('The connection works').waitFor()
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Save & Activate' }).click()
  await gone('Change Jira Cloud')
  await cardOf(page, 'Jira Cloud').getByText('Active', { exact: true }).waitFor()
  await page.getByRole('banner').getByText('Needs attention', { exact: true }).waitFor()
  await expectFit(page, 'credential-ends')
})

test('A6, A64, A65, AX1 · activating a draft of another provider asks once what becomes of the old tickets', async () => {
  await button('Azure DevOps').click()
  const steps = dialog('Set up Azure DevOps')
  await steps.getByLabel('Organization URL').fill(`${ado.url}/${ado.state.organization}`)
  await steps.getByRole('textbox', { name: 'Personal Access Token' }).fill('ado-token')
  await steps.getByRole('button', { name: 'Save as draft' }).click()
  await gone('Set up Azure DevOps')
  await cardOf(page, 'Azure DevOps').getByText('Draft', { exact: true }).waitFor()
  await button('Azure DevOps').click()
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Test Connection' }).click()
  await steps.getByText('The connection works').waitFor()
  await steps.getByRole('button', { name: 'Next' }).click()
  await choose(steps, 'Project', 'Cloud Operations')
  await steps.getByRole('combobox', { name: 'Area Path' }).fill('edge')
  await page.getByRole('option', { name: 'Cloud Operations\\Network\\Edge' }).waitFor()
  await expectFit(page, 'area-paths')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  expect(await steps.getByRole('combobox', { name: 'Area Path' }).inputValue()).toContain('Edge')
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Save & Activate' }).click()
  const question = dialog('Switch from Jira Cloud to Azure DevOps?')
  await question.getByText('5 linked tickets will keep the link').waitFor()
  await expectFit(page, 'switch')
  await question.getByLabel('Keep following them').check()
  await question.getByRole('button', { name: 'Switch' }).click()
  await gone('Set up Azure DevOps')
  await cardOf(page, 'Azure DevOps').getByText('Active', { exact: true }).waitFor()
  await cardOf(page, 'Jira Cloud').getByText('Following old tickets').waitFor()
  await routeOf(page, 'Default route').getByText('Cloud Operations').waitFor()
  await expectFit(page, 'switched')
})

test('A42 · a ticket goes to the area path that was chosen, and its status follows what people do there', async () => {
  await createTicket('At the edge', '')
  const link = page.getByRole('link', { name: /^Open \d+$/ })
  await link.waitFor()
  const [item] = ado.state.items.values()
  expect(item?.fields['System.AreaPath']).toBe('Cloud Operations\\Network\\Edge')
  await page.goto((await link.getAttribute('href')) ?? '')
  await page.getByLabel('State').selectOption('Active')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  const { body } = await ground.api.get('/v1/tickets?q=At+the+edge')
  await page.goto(`/tickets/${body.items[0].alias}`)
  await button('Sync now').click()
  await page.getByText('Active', { exact: true }).first().waitFor()
  await page.goto(address)
})

test('A61–A63 · disconnecting asks in numbers; the old tickets stay linked and the routing is gone', async () => {
  await button('Disconnect Provider').click()
  const question = dialog('Disconnect Azure DevOps?')
  await question.getByText('1 linked ticket').waitFor()
  await expectFit(page, 'disconnect')
  await question.getByRole('button', { name: 'Disconnect' }).click()
  await cardOf(page, 'Azure DevOps').getByText('Disconnected').waitFor()
  await page.getByRole('heading', { name: 'Project Routing' }).waitFor({ state: 'detached' })
  await page.goto('/tickets/CT-1')
  await page.getByRole('link', { name: 'CLOUD-1' }).first().waitFor()
})

test('A33, A34, A35, A44 · ServiceNow is set up by the same steps, its group chosen from those read live', async () => {
  await page.goto(address)
  await button('ServiceNow').click()
  const steps = dialog('Set up ServiceNow')
  await steps.getByLabel('Instance URL').fill(snow.url)
  await steps.getByLabel('Username').fill('crosstie.integration')
  await steps.getByRole('textbox', { name: 'Password' }).fill('snow-password')
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Test Connection' }).click()
  await steps.getByText('The connection works').waitFor()
  await steps.getByRole('button', { name: 'Next' }).click()
  await choose(steps, 'Assignment Group', 'Cloud Infrastructure')
  await choose(steps, 'Category', 'Network')
  await steps.getByRole('button', { name: 'Next' }).click()
  await steps.getByRole('button', { name: 'Save & Activate' }).click()
  await gone('Set up ServiceNow')
  await cardOf(page, 'ServiceNow').getByText('Active', { exact: true }).waitFor()
  await routeOf(page, 'Default route').getByText('Cloud Infrastructure').waitFor()
  await createTicket('An incident', '')
  await page.getByRole('link', { name: /^Open INC\d+$/ }).waitFor()
  const [incident] = snow.state.tables.incident.values()
  expect([incident?.['short_description'], incident?.['category']]).toEqual(['An incident', 'network'])
  await expectFit(page, 'three-providers')
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
