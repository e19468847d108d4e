import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createApi, type Api } from '../setup/api.ts'
import { openBrowser, seriousFindings } from '../setup/browser.ts'
import { hubProcess } from '../setup/hub-process.ts'
import { testCredentials } from '../setup/credentials.ts'
import { newDatabase } from '../setup/store.ts'
import { admin, adminToken } from '../setup/world.ts'

const pictures = path.resolve(import.meta.dirname, '../../dist/pictures')

/** A hub of its own, and a person in front of it. */
export interface Ground {
  url: string
  page: Page
  /** The hub’s API, as its administrator. */
  api: Api
  /** The same with another token. */
  as(token: string): Api
  /** What pages threw. */
  problems: string[]
  close(): Promise<void>
}

/**
 * @param hosts the trackers that the hub may call
 * @param settings of the hub, besides
 */
export async function startGround(hosts: string[], settings: Record<string, string> = {}): Promise<Ground> {
  await mkdir(pictures, { recursive: true })
  const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-browser-'))
  const hub = await hubProcess({
    CROSSTIE_DATA_DIR: folder,
    DATABASE_URL: await newDatabase(),
    CROSSTIE_SECRET_KEY: testCredentials.secretKey,
    CROSSTIE_ADMIN_EMAIL: admin.email,
    CROSSTIE_ADMIN_PASSWORD: admin.password,
    CROSSTIE_ADMIN_TOKEN: adminToken,
    CROSSTIE_SUPPORT_ADDRESS: 'help@example.com',
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: hosts.join(','),
    ...settings,
  })
  await hub.start()
  const browser = await openBrowser()
  const page = await browser.newPage({ baseURL: hub.url, viewport: wide, reducedMotion: 'reduce' })
  page.setDefaultTimeout(20_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.request.post('/auth/sign-in/email', {
    data: { email: admin.email, password: admin.password },
    headers: { origin: hub.url },
  })
  return {
    url: hub.url,
    page,
    api: createApi(hub.url, adminToken),
    as: (token) => createApi(hub.url, token),
    problems,
    async close() {
      await browser.close()
      await hub.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const wide = { width: 1280, height: 900 }
const narrow = { width: 390, height: 860 }
const looks = [
  { size: wide, scheme: 'light' as const },
  { size: wide, scheme: 'dark' as const },
  { size: narrow, scheme: 'dark' as const },
  { size: narrow, scheme: 'light' as const },
]

/** What is shown now is accessible and fits, at both widths and in both colour schemes. Leaves pictures of each. */
export async function expectFit(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  for (const { size, scheme } of looks) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: scheme })
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
    await page.screenshot({ path: path.join(pictures, `${name}-${size.width}-${scheme}.png`) })
    expect(await seriousFindings(page), `${name} at ${size.width} px in ${scheme}`).toEqual([])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wider, `${name} is wider than ${size.width} px`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Chooses an option of a field that the tracker was asked for. */
export async function choose(form: Locator, field: string, option: string): Promise<void> {
  await form.getByRole('combobox', { name: field }).click()
  await form.page().getByRole('option', { name: option }).click()
}

/** The line of the Project Routing table that names a project. */
export const routeOf = (page: Page, project: string) =>
  page
    .getByRole('region', { name: 'The route of each project' })
    .getByRole('row')
    .filter({ hasText: project })

/** The card of a provider. */
export const cardOf = (page: Page, provider: string) =>
  page
    .getByRole('main')
    .locator('div[data-open]')
    .filter({ has: page.getByRole('heading', { name: provider, exact: true }) })
