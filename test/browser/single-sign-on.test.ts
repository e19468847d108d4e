import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientId, startOpenIdProvider, type TestProvider } from '../setup/openid-provider.ts'
import { secretOf } from '../setup/person.ts'
import { oidcClientSecret } from '../setup/world.ts'
import { expectFit, startGround, type Ground } from './ground.ts'

let provider: TestProvider
let ground: Ground
let page: Page

beforeAll(async () => {
  provider = await startOpenIdProvider((address) => address === `${ground.url}/auth/callback/oidc`)
  ground = await startGround([new URL(provider.issuer).host], {
    CROSSTIE_OIDC_ISSUER: provider.issuer,
    CROSSTIE_OIDC_CLIENT_ID: clientId,
    CROSSTIE_OIDC_CLIENT_SECRET: oidcClientSecret,
    CROSSTIE_OIDC_NAME: 'Company login',
  })
  page = ground.page
  await page.context().clearCookies()
}, 120_000)
afterAll(async () => {
  await ground?.close()
  await provider?.close()
})

const company = () => page.getByRole('button', { name: 'Sign in with Company login' })
const heading = (name: string) => page.getByRole('heading', { level: 1, name })

test('Whom nobody has invited comes back to the sign-in page, which says so', async () => {
  provider.person = { sub: 'olga', email: 'olga@example.com', email_verified: true, name: 'Olga' }
  await page.goto('/tickets')
  await company().waitFor()
  await expectFit(page, 'sign-in-company')
  await company().click()
  await page.getByText('Nobody has invited this e-mail address here.', { exact: false }).waitFor()
})

test('Who is invited accepts by signing in there, and needs no password here', async () => {
  const { body } = await ground.api.post('/v1/invitations', { email: 'olga@example.com', role: 'agent' })
  await page.goto(`/invitation/${secretOf(body.link)}`)
  await company().waitFor()
  await expectFit(page, 'invitation-company')
  await company().click()
  await heading('Recommendations').waitFor()
  await page.goto('/account')
  await page.getByText('You sign in by single sign-on and have no password here.').waitFor()
  await page.getByText('a matter of your identity provider', { exact: false }).waitFor()
  await expectFit(page, 'account-company')
})

test('Signing in leads back to the page that was wanted', async () => {
  await page.context().clearCookies({ domain: '127.0.0.1' })
  await page.goto('/tickets?status=New')
  await company().click()
  await heading('Tickets').waitFor()
  expect(new URL(page.url()).search).toBe('?status=New')
})

test('No page threw an error', () => {
  expect(ground.problems).toEqual([])
})
