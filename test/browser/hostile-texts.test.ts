import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { ticketMail } from '../../src/outbound/ticket-mail.ts'
import { hostileTexts } from '../setup/hostile-texts.ts'
import { startGround, type Ground } from './ground.ts'
import { plantTexts, type Planted } from './hostile-seed.ts'

let jira: JiraSimulator
let ground: Ground
let page: Page
let planted: Planted
/** Whatever a text would have done. */
const done: string[] = []
/** What pages have asked the hub for and not been answered. */
const underWay = new Set<string>()

beforeAll(async () => {
  jira = await startJira()
  ground = await startGround([new URL(jira.url).host])
  page = ground.page
  page.on('dialog', (dialog) => {
    done.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (/\/v1\/(?!live)/u.test(url)) underWay.add(url)
    if (!url.startsWith(ground.url) && !url.startsWith('data:image/svg+xml') && url !== 'about:blank')
      done.push(`request ${url}`)
  })
  page.on('requestfinished', (request) => underWay.delete(request.url()))
  page.on('requestfailed', (request) => underWay.delete(request.url()))
  page.on('popup', (popup) => done.push(`popup ${popup.url()}`))
  page.on('console', (message) => {
    if (/content security policy/iu.test(message.text())) done.push(`console ${message.text()}`)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`)
    })
  })
  planted = await plantTexts(ground, jira)
}, 240_000)
beforeEach(() => {
  done.length = 0
})
afterAll(async () => {
  await ground?.close()
  await jira?.close()
})

/** What stands in the page and does something by itself, or leads to where no link may lead. */
async function findings(): Promise<string[]> {
  const found = await page.evaluate(() => {
    const all = [...document.querySelectorAll('*')]
    const handlers = all.flatMap(({ attributes, tagName }) =>
      [...attributes].filter(({ name }) => /^on/iu.test(name)).map(({ name }) => `${tagName} ${name}`),
    )
    const active = [
      ...document.querySelectorAll(
        'script:not([src]), iframe, object, embed, base, meta[http-equiv], form[action], [srcdoc], marquee, template, math, svg script, svg animate, svg use',
      ),
    ]
    const addresses = all.flatMap((element) =>
      ['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].flatMap(
        (name) => element.getAttribute(name) ?? [],
      ),
    )
    const odd = addresses.filter(
      (address) => !['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(address, location.href).protocol),
    )
    const ran = (window as { ranHere?: number }).ranHere
    return [
      ...handlers,
      ...active.map(({ outerHTML }) => outerHTML),
      ...odd,
      ...(ran === undefined ? [] : [`ran ${ran}`]),
    ]
  })
  return [...found, ...done, ...ground.problems]
}

const heading = () => page.getByRole('heading', { level: 1 })

/** Opens a page, lets it load what it shows, and looks. */
async function visit(address: string, title = ''): Promise<string> {
  await page.goto(address)
  await heading().waitFor()
  await vi.waitFor(async () => {
    expect([...underWay]).toEqual([])
    expect(folded(await heading().innerText())).toContain(title)
  }, waiting)
  expect([address, await findings()]).toEqual([address, []])
  return page.getByRole('main').innerText()
}

const waiting = { timeout: 20_000, interval: 20 }

/** A third of them: each page is another place, and the whole list is walked elsewhere. */
const someTexts = (of: number) => hostileTexts.filter((_, place) => place % 3 === of)

const folded = (text: string) => text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()

test('There are more than forty texts, and this test would notice what they do', async () => {
  expect(new Set(hostileTexts).size).toBeGreaterThanOrEqual(40)
  await visit('/recommendations')
  await page.evaluate(
    (texts) => {
      for (const text of texts) {
        const box = document.createElement('div')
        box.innerHTML = text
        document.querySelector('main')?.append(box)
      }
    },
    hostileTexts.filter((text) => !/<meta|<base|<form|javascript:parent/iu.test(text)),
  )
  const noticed = (await findings()).join('\n')
  for (const word of ['IMG onerror', 'iframe', 'evil.example.com', 'Content Security Policy']) {
    expect(noticed).toContain(word)
  }
  // The policy of the page holds even where a text has become HTML.
  expect(noticed).not.toContain('ran ')
  await page.goto('about:blank')
})

describe('A list shows them as they are, and they do nothing', () => {
  test.each([
    '/recommendations',
    '/recommendations?q=script',
    '/alarms',
    '/tickets',
    '/help-desk',
    '/help-desk/new',
    '/desk',
    '/desk/new',
    '/diagnostics',
    '/failed-requests',
    '/sync-errors',
    '/sync-log',
    '/queue',
    '/notifications',
    '/workspace/adminsettings/ticket-providers',
    '/workspace/adminsettings/jira',
    '/workspace/adminsettings/mappings',
    '/workspace/adminsettings/products',
    '/workspace/adminsettings/help-desk-lists',
    '/workspace/adminsettings/sources',
    '/workspace/adminsettings/alarm-rules',
    '/workspace/adminsettings/alarm-rules/new',
    '/workspace/adminsettings/operators',
    '/workspace/adminsettings/api-tokens',
  ])('%s', async (address) => {
    expect((await visit(address)).length).toBeGreaterThan(10)
  })

  test('every title of a list is read as it was written', async () => {
    let shown = ''
    let after = ''
    do {
      const { body } = await ground.api.get(`/v1/recommendations?limit=20${after}`)
      shown += body.items.map((one: { title: string }) => one.title).join('\n')
      after = body.next ? `&after=${encodeURIComponent(body.next)}` : ''
    } while (after)
    const list = folded(await visit('/recommendations'))
    const titles = shown
      .split('\n')
      .map(folded)
      .filter((title) => title.length > 8)
    expect(titles.filter((title) => list.includes(title)).length).toBeGreaterThan(10)
  })
})

describe('The page of one thing shows them as they are, and they do nothing', () => {
  const pages = (kind: keyof Planted, base: string) => () =>
    planted[kind].map((id) => `${base}${encodeURIComponent(id)}`)
  const kinds: [string, () => string[], boolean][] = [
    ['recommendations', pages('recommendations', '/recommendations/'), true],
    ['alarms', pages('alarms', '/alarms/'), true],
    ['tickets', pages('tickets', '/tickets/'), true],
    ['help-desk tickets', pages('supportTickets', '/help-desk/'), true],
    ['service tickets', pages('serviceTickets', '/desk/'), false],
    ['diagnostic runs', pages('runs', '/diagnostics/'), false],
    ['alarm sources', pages('sources', '/workspace/adminsettings/sources/'), false],
    ['operators', pages('operators', '/workspace/adminsettings/operators/'), false],
    ['alarm rules', pages('rules', '/workspace/adminsettings/alarm-rules/'), false],
  ]
  test.each(kinds)('%s', async (kind, addresses, named) => {
    for (const [place, address] of addresses().entries()) {
      // Of many things every third, others for each kind.
      if (named && place % 3 !== kinds.findIndex(([name]) => name === kind) % 3) continue
      const text = folded(hostileTexts[place] ?? '')
      await visit(address, named && text.length < 100 ? text : '')
    }
  })

  test('operators’ webhooks', async () => {
    for (const id of planted.operators) await visit(`/workspace/adminsettings/operators/${id}/webhooks`)
  })
})

test('A dialog over a page is styled and holds it still, and nothing of it is refused', async () => {
  await visit('/alarms')
  const alarms = page.getByRole('region', { name: 'Alarms' })
  await alarms.getByRole('button', { name: 'Create Ticket' }).first().click()
  await page.getByRole('dialog', { name: 'Create Ticket', exact: true }).getByLabel('Urgency').waitFor()
  expect(await page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('hidden')
  expect(await findings()).toEqual([])
})

test.each(['/docs/', '/api/docs/'])(
  'The page %s asks nobody else, and nothing of it is refused',
  async (address) => {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await vi.waitFor(() => expect([...underWay]).toEqual([]), waiting)
    // The library asks whether it may make programs out of texts, and goes on without.
    expect(done.filter((one) => !one.endsWith('script-src eval'))).toEqual([])
    await page.screenshot({ path: `dist/pictures/${address.replaceAll('/', '')}.png` })
  },
)

test('The link of a console shows what is wrong with it as it was written', async () => {
  for (const text of someTexts(0)) {
    const query = new URLSearchParams({ 'DMA ID': text, 'Element Name': text, [text]: text })
    await visit(`/alarms/from-link?${query}`)
  }
})

test('What a link brings into the address does nothing', async () => {
  for (const text of someTexts(1)) {
    await page.goto(`/recommendations?q=${encodeURIComponent(text)}&after=${encodeURIComponent(text)}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect([text, await findings()]).toEqual([text, []])
  }
  await page.context().clearCookies()
  for (const to of [
    'javascript:window.ranHere=1',
    '//evil.example.com/',
    'https://evil.example.com/',
    '\\\\evil.example.com',
    'data:text/html,x',
  ]) {
    await page.goto(`/sign-in?to=${encodeURIComponent(to)}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect([to, await findings()]).toEqual([to, []])
  }
})

test('Mail shows them as they are, whatever program shows the mail', async () => {
  const ticket = Object.fromEntries(hostileTexts.map((text, place) => [`field_${place}`, text]))
  for (const text of hostileTexts) {
    const mail = ticketMail({
      notificationId: 'n-1',
      recipient: 'a@example.com',
      ticket: {
        ...ticket,
        alias: text,
        category: text,
        service_alias: text,
        description: text,
        author: text,
        last_comment: { comment: text, author: text },
      },
      run: undefined,
      deskName: text,
      publicUrl: ground.url,
      now: new Date(0),
    })
    // Without the policy of the hub: a mail has none.
    await page.goto('about:blank')
    await page.setContent(mail.html ?? '', { waitUntil: 'load' })
    expect([text, (await findings()).filter((one) => !one.startsWith('about:'))]).toEqual([text, []])
    expect(folded(await page.locator('body').innerText())).toContain(folded(text).slice(0, 60))
    expect(mail.subject).not.toMatch(/[\r\n]/u)
  }
})
