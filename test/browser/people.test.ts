import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMailServer, type MailServer } from '../setup/mail-server.ts'
import { codeOf } from '../setup/totp.ts'
import { admin } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

const nora = { email: 'nora@example.com', password: 'zebra-lamp-violin' }

let ground: Ground
let mail: MailServer
/** The owner’s. */
let page: Page
let guest: Page
let contexts: BrowserContext[]
let twoFactorKey: string
let invitationLink: string

beforeAll(async () => {
  mail = await startMailServer()
  ground = await startGround([], { SMTP_URL: mail.url })
  page = ground.page
  contexts = []
  guest = await newcomer()
}, 120_000)
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  await ground?.close()
  await mail?.stop()
})

/** A browser that nobody has signed in with. */
async function newcomer(): Promise<Page> {
  const context = await page
    .context()
    .browser()!
    .newContext({ baseURL: ground.url, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  contexts.push(context)
  const made = await context.newPage()
  made.setDefaultTimeout(20_000)
  made.on('pageerror', (error) => ground.problems.push(error.message))
  return made
}

const main = (of: Page) => of.getByRole('main')
const dialog = (of: Page, name: string | RegExp) => of.getByRole('dialog', { name })
const press = (of: Page, name: string) => main(of).getByRole('button', { name, exact: true }).click()
const dismiss = (of: Page) => of.getByRole('button', { name: 'Dismiss' }).click()

/**
 * The newest link to a page that an address was sent.
 * @param old one that was there before
 */
async function mailedLink(to: string, path: string, old?: string): Promise<string> {
  const find = () =>
    mail.mails
      .filter(({ recipients }) => recipients.includes(to))
      .map(({ text }) => new RegExp(`http://\\S+/${path}/\\S+`, 'u').exec(text)?.[0])
      .findLast((link) => link !== undefined && link !== old)
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  return find() ?? ''
}

async function signIn(of: Page, { email, password }: { email: string; password: string }) {
  await of.getByLabel('E-mail').fill(email)
  await of.getByRole('textbox', { name: 'Password' }).fill(password)
  await press(of, 'Sign in')
}

const openAccount = async (of: Page) => {
  await of.getByRole('button', { name: /^Account of/u }).click()
  await of.getByRole('link', { name: 'Your account' }).click()
  await of.getByRole('heading', { level: 1, name: 'Your account' }).waitFor()
}
const shownKey = async (of: Page) =>
  (await of.getByRole('region', { name: /^Key/u }).innerText()).replaceAll(/\s/gu, '')
const rowOf = (name: RegExp) => main(page).getByRole('region', { name: 'Members' }).getByRole('row', { name })

test('The only owner is told why nothing can be taken from them; an owner invites by mail', async () => {
  await page.goto('/workspace/adminsettings/members')
  await main(page).getByText('The only owner.', { exact: false }).waitFor()
  await main(page).getByText('Nobody is invited who has not come yet.').waitFor()
  await expectFit(page, 'members-alone')
  await press(page, 'Invite')
  const form = dialog(page, 'Invite somebody')
  await form.getByLabel('E-mail').fill(admin.email)
  await form.getByRole('radio', { name: 'viewer' }).check()
  await form.getByRole('button', { name: 'Invite' }).click()
  await form.getByText(`${admin.email} is a member already.`).waitFor()
  await expectFit(page, 'invite-refused')
  await form.getByLabel('E-mail').fill(nora.email)
  await form.getByRole('button', { name: 'Invite' }).click()
  await page.getByText(`An invitation goes to ${nora.email} by mail.`).waitFor()
  await dismiss(page)
  const row = main(page).getByRole('region', { name: 'Open invitations' }).getByRole('row', { name: /nora/u })
  await row.getByText('Sent', { exact: true }).waitFor()
  await expectFit(page, 'members-invited')
})

test('Sent again, only the newest link works; the one before says what to do', async () => {
  const old = await mailedLink(nora.email, 'invitation')
  await press(page, `Send again to ${nora.email}`)
  await page.getByText(`A new link goes to ${nora.email} by mail`, { exact: false }).waitFor()
  await dismiss(page)
  invitationLink = await mailedLink(nora.email, 'invitation', old)
  await guest.goto(old)
  await guest.getByRole('heading', { name: 'This invitation works no more' }).waitFor()
  await expectFit(guest, 'invitation-gone')
})

test('Whoever is invited gives a name and a password, is told of one that is easily guessed, and is in', async () => {
  await guest.goto(invitationLink)
  await guest.getByText(`Administrator invites ${nora.email} into the workspace`, { exact: false }).waitFor()
  await guest.getByLabel('Your name').fill('Nora')
  await guest.getByRole('textbox', { name: 'Password' }).fill('nora@example.com')
  await press(guest, 'Accept the invitation')
  await guest.getByText(/not made of your name/u).waitFor()
  await expectFit(guest, 'invitation')
  await guest.getByRole('textbox', { name: 'Password' }).fill(nora.password)
  await press(guest, 'Accept the invitation')
  await guest.getByRole('heading', { level: 1, name: 'Recommendations' }).waitFor()
  expect(await guest.getByText('Admin Settings').count()).toBe(0)
  expect(await guest.getByRole('button', { name: 'Create Ticket' }).count()).toBe(0)
})

test('Two-factor is switched on with the picture’s key, and its backup codes are shown once', async () => {
  await openAccount(guest)
  await press(guest, 'Switch on')
  const steps = dialog(guest, 'Switch two-factor on')
  await steps.getByRole('textbox', { name: 'Your password' }).fill('not the password')
  await steps.getByRole('button', { name: 'Go on' }).click()
  await steps.getByText('the password with which you sign in').waitFor()
  await steps.getByRole('textbox', { name: 'Your password' }).fill(nora.password)
  await steps.getByRole('button', { name: 'Go on' }).click()
  await steps.getByRole('img', { name: 'QR code for the app' }).waitFor()
  twoFactorKey = await shownKey(guest)
  await steps.getByRole('textbox', { name: 'Code' }).fill('12345')
  await steps.getByRole('button', { name: 'Switch on' }).click()
  await steps.getByText('the six digits of the app').waitFor()
  await expectFit(guest, 'two-factor-scan')
  await steps.getByRole('textbox', { name: 'Code' }).fill(codeOf(twoFactorKey))
  await steps.getByRole('button', { name: 'Switch on' }).click()
  const codes = dialog(guest, 'Your backup codes')
  const text = await codes.getByRole('region', { name: 'Backup codes' }).innerText()
  expect(text.trim().split('\n')).toHaveLength(10)
  const [file] = await Promise.all([
    guest.waitForEvent('download'),
    codes.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('crosstie-backup-codes.txt')
  await expectFit(guest, 'two-factor-codes')
  await codes.getByRole('button', { name: 'I have kept them' }).click()
  await guest.getByText('Two-factor is on.').waitFor()
  await dismiss(guest)
  await expectFit(guest, 'account')
})

test('Signed out, the password alone lets nobody in: a code does, or a backup code', async () => {
  await guest.getByRole('button', { name: /^Account of/u }).click()
  await guest.getByRole('button', { name: 'Sign out', exact: true }).click()
  await guest.getByRole('heading', { name: 'Sign in to Crosstie' }).waitFor()
  await expectFit(guest, 'sign-in')
  await signIn(guest, { ...nora, password: 'wrong' })
  await guest.getByText('The e-mail address or the password is not right.').waitFor()
  await signIn(guest, nora)
  await guest.getByRole('heading', { name: 'The second factor' }).waitFor()
  await guest.getByRole('textbox', { name: 'Code' }).fill('000000')
  await press(guest, 'Sign in')
  await guest.getByText('This code is not right', { exact: false }).waitFor()
  await expectFit(guest, 'sign-in-code')
  await press(guest, 'Use a backup code')
  await guest.getByRole('textbox', { name: 'Backup code' }).fill('made-up')
  await press(guest, 'Use the code of the app')
  await guest.getByRole('textbox', { name: 'Code' }).fill(codeOf(twoFactorKey, 1))
  await press(guest, 'Sign in')
  await guest.getByRole('heading', { level: 1, name: 'Recommendations' }).waitFor()
})

test('Sessions are listed, and another one is ended', async () => {
  const other = await newcomer()
  await other.goto('/account')
  await signIn(other, admin)
  await other.getByRole('heading', { level: 1, name: 'Your account' }).waitFor()
  const list = main(other).getByRole('region', { name: 'Sessions' }).getByRole('region', { name: 'Sessions' })
  await list.getByRole('row').nth(2).waitFor()
  await page.goto('/account')
  const own = main(page)
    .getByRole('region', { name: 'Sessions' })
    .getByRole('button', { name: /^End the/u })
  await own.click()
  await own.waitFor({ state: 'detached' })
  await other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click()
  await other.getByRole('heading', { name: 'Sign in to Crosstie' }).waitFor()
  expect(new URL(other.url()).searchParams.get('to')).toBe('/workspace/adminsettings/members')
})

test('Made an agent, the viewer creates tickets; removed, they are told where they stand', async () => {
  await page.goto('/workspace/adminsettings/members')
  await rowOf(/Nora/u).getByText('On', { exact: true }).waitFor()
  await press(page, 'Change role of Nora')
  const roles = dialog(page, 'The role of Nora')
  await roles.getByRole('radio', { name: 'agent' }).check()
  await expectFit(page, 'member-role')
  await roles.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Nora is now an agent.').waitFor()
  await dismiss(page)
  await expectFit(page, 'members')
  await guest.reload()
  await guest.getByRole('button', { name: 'Create Ticket' }).waitFor()
  await press(page, 'Reset two-factor of Nora')
  await dialog(page, 'Reset two-factor of Nora?').getByRole('button', { name: 'Cancel' }).click()
  await press(page, 'Remove Nora')
  const asked = dialog(page, 'Remove Nora?')
  await asked.getByText('1 member remains in My workspace.', { exact: false }).waitFor()
  await expectFit(page, 'member-remove')
  await asked.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Nora is no longer a member.').waitFor()
  await dismiss(page)
  await guest.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tickets' }).click()
  await guest.getByRole('heading', { name: 'You are in no workspace' }).waitFor()
  await expectFit(guest, 'no-workspace')
})

test('A forgotten password is reset by mail, in the same words for an address that nobody has', async () => {
  await press(guest, 'Sign out')
  const asked = async (email: string) => {
    await guest.goto('/sign-in')
    await guest.getByRole('link', { name: 'Forgot the password?' }).click()
    await guest.getByRole('heading', { name: 'Forgot the password?' }).waitFor()
    await guest.getByLabel('E-mail').fill(email)
    await press(guest, 'Send the link')
    return guest.getByRole('status').innerText()
  }
  const unknown = await asked('nobody@example.com')
  expect(await asked(admin.email)).toBe(unknown)
  await expectFit(guest, 'password-asked')
  await guest.goto(await mailedLink(admin.email, 'reset-password'))
  await guest.getByRole('textbox', { name: 'New password' }).fill('password')
  await press(guest, 'Set the password')
  await guest.getByText(/harder to guess/u).waitFor()
  await expectFit(guest, 'password-reset')
  await guest.getByRole('textbox', { name: 'New password' }).fill('orchid-tram-button')
  await press(guest, 'Set the password')
  await guest.getByRole('link', { name: 'Sign in with it' }).click()
  await signIn(guest, { email: admin.email, password: 'orchid-tram-button' })
  await guest.getByRole('heading', { level: 1, name: 'Recommendations' }).waitFor()
})

test('A second workspace has pages of its own, and each tab stays where it is', async () => {
  await guest.goto('/workspace/adminsettings/workspace')
  await guest.getByLabel('Name of the workspace').fill('First')
  await press(guest, 'Rename')
  await guest.getByText('The workspace is now called First.').waitFor()
  await dismiss(guest)
  await expectFit(guest, 'workspace')
  await press(guest, 'New workspace')
  await dialog(guest, 'New workspace').getByLabel('Name').fill('Second')
  await dialog(guest, 'New workspace').getByRole('button', { name: 'Make it and go there' }).click()
  const live = guest.waitForRequest((request) => request.url().endsWith('/v1/live'))
  const place = guest.getByRole('button', { name: 'Workspace: Second. Switch' })
  await place.waitFor()
  expect((await live).headers()['x-crosstie-workspace']).toMatch(/^[\da-f-]{36}$/u)
  await guest.goto('/workspace/adminsettings/audit')
  const [file] = await Promise.all([
    guest.waitForEvent('download'),
    main(guest).getByRole('link', { name: 'Export JSON lines' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('audit.jsonl')
  const record = await readFile(await file.path(), 'utf8')
  expect(record).toContain('audit.exported')
  expect(record).not.toContain('invitation.sent')
  await guest.goto('/recommendations')
  await place.click()
  await expectFit(guest, 'workspace-switch')
  await guest.getByRole('button', { name: 'First', exact: true }).click()
  await guest.getByRole('button', { name: 'Workspace: First. Switch' }).waitFor()
  await guest.reload()
  await guest.getByRole('button', { name: 'Workspace: First. Switch' }).waitFor()
  await guest.setViewportSize({ width: 390, height: 860 })
  await guest.getByRole('button', { name: 'Menu' }).click()
  const drawer = guest.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Workspace: First. Switch' }).click()
  await drawer.getByRole('button', { name: 'Second', exact: true }).waitFor()
  await guest.screenshot({ path: 'dist/pictures/workspace-switch-drawer.png' })
  await drawer.getByRole('button', { name: 'First', exact: true }).click()
  await guest.keyboard.press('Escape')
  await guest.setViewportSize({ width: 1280, height: 900 })
})

test('A workspace that asks for two-factor leads whoever has none to their account, and nowhere else', async () => {
  await guest.goto('/workspace/adminsettings/workspace')
  await press(guest, 'Require two-factor')
  const asked = dialog(guest, 'Require two-factor?')
  await asked.getByText('1 member has no two-factor.', { exact: false }).waitFor()
  await asked.getByText('You are one of them', { exact: false }).waitFor()
  await expectFit(guest, 'workspace-two-factor')
  await asked.getByRole('button', { name: 'Require it' }).click()
  await guest.getByText('First asks for two-factor').waitFor()
  await dismiss(guest)
  await guest.goto('/tickets')
  await guest.getByText('First asks for two-factor').waitFor()
  expect(new URL(guest.url()).pathname).toBe('/account')
  await expectFit(guest, 'account-two-factor-needed')
  await press(guest, 'Switch on')
  const steps = dialog(guest, 'Switch two-factor on')
  await steps.getByRole('textbox', { name: 'Your password' }).fill('orchid-tram-button')
  await steps.getByRole('button', { name: 'Go on' }).click()
  const key = await shownKey(guest)
  await steps.getByRole('textbox', { name: 'Code' }).fill(codeOf(key))
  await steps.getByRole('button', { name: 'Switch on' }).click()
  await dialog(guest, 'Your backup codes').getByRole('button', { name: 'I have kept them' }).click()
  await guest.getByText('First asks for two-factor').waitFor({ state: 'detached' })
  await guest.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click()
  await main(guest).getByText('The only owner.', { exact: false }).waitFor()
})

test('Why single sign-on let nobody in, and how long guessing has to wait, is said in words', async () => {
  const stranger = await newcomer()
  await stranger.goto('/sign-in?error=stranger')
  await stranger.getByText('Nobody has invited this e-mail address here.', { exact: false }).waitFor()
  await expectFit(stranger, 'sign-in-stranger')
  for (let tries = 0; tries < 6; tries += 1) {
    await Promise.all([
      stranger.waitForResponse((response) => response.url().endsWith('/auth/sign-in/email')),
      signIn(stranger, { email: 'guessed@example.com', password: `guess ${tries}` }),
    ])
  }
  await stranger.getByText('Too many attempts have failed').waitFor()
  await stranger.getByText(/Try again in \d+ seconds/u).waitFor()
  await expectFit(stranger, 'sign-in-waits')
})

test('Signing out everywhere ends this session too', async () => {
  await openAccount(guest)
  await press(guest, 'Sign out everywhere')
  const asked = dialog(guest, 'Sign out everywhere?')
  await asked.getByRole('button', { name: 'Sign out everywhere' }).click()
  await guest.getByRole('heading', { name: 'Sign in to Crosstie' }).waitFor()
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
