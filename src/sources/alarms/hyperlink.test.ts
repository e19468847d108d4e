import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hyperlinkUrl, hyperlinkXml } from './hyperlink.ts'
import { now, onlyAlarm } from './testing/read.ts'
import { readAlarmLink } from './wire-names.ts'
import { wireNames, wireParameters } from './wire-parameters.ts'

const page = 'https://hub.acme.example/alarms/new'

/** What DataMiner does: puts the alarm's own in the place of each keyword. */
const filled = (url: string, values: Record<string, string>) =>
  wireNames.reduce(
    (text, name) => text.replace(wireParameters[name].keyword, () => encodeURIComponent(values[name] ?? '')),
    url,
  )

test('BX27, B18, B19, B20 · the address of the hyperlink has every parameter with DataMiner’s keyword', () => {
  expect(hyperlinkUrl(page)).toBe(
    `${page}?DMA%20ID=[DMAID]&Element%20ID=[EID]&Alarm%20ID=[ROOTKEY]&Root%20Time=[ROOTTIME:yyyy-MM-ddTHH:mm:ssZ]` +
      '&Element%20Name=[ENAME]&Alarm%20Value=[VALUE]',
  )
})

test('the page keeps its own parameters, before the alarm’s, and its fragment', () => {
  const url = hyperlinkUrl('https://hub.acme.example:8443/w/alarms?workspace=acme#dialog')
  expect(url).toMatch(
    /^https:\/\/hub\.acme\.example:8443\/w\/alarms\?workspace=acme&DMA%20ID=\[DMAID\]&.*#dialog$/u,
  )
})

test('BX27 · what DataMiner fills in comes back as the alarm, by a query’s own reader and by the hub’s', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => /^[^\p{Cc}\s[]+$/u.test(one))
  fc.assert(
    fc.property(text, text, (name, value) => {
      const url = new URL(
        filled(hyperlinkUrl(page), {
          'DMA ID': '34',
          'Element ID': '12',
          'Alarm ID': '4711',
          'Element Name': name,
          'Alarm Value': value,
          'Root Time': '2026-06-15T08:00:00Z',
        }),
      )
      const same = {
        agent: '34',
        rootKey: '4711',
        elementName: name,
        value,
        rootTime: new Date('2026-06-15T08:00:00Z'),
      }
      expect(onlyAlarm(readAlarmLink(Object.fromEntries(url.searchParams), now))).toMatchObject(same)
      expect(onlyAlarm(readAlarmLink(url.search + url.hash, now))).toMatchObject(same)
    }),
  )
})

test('B16, BX27 · the configuration entry is ready to copy, of type url, and escaped', () => {
  expect(hyperlinkXml({ id: 7, pageAddress: 'https://hub.acme.example/a?x=1' })).toBe(
    `<HyperLinks xmlns="http://www.skyline.be/config/hyperlinks">
  <HyperLink id="7"
          version="2"
          name="Create Ticket"
          menu="root"
          type="url"
          alarmColumn="false">https://hub.acme.example/a?x=1&amp;${hyperlinkUrl(page).split('?')[1]?.replaceAll('&', '&amp;')}</HyperLink>
</HyperLinks>
`,
  )
})

test('no menu and no address can break out of the entry', () => {
  const xml = hyperlinkXml({
    id: 1,
    pageAddress: 'https://h.example/<b>"',
    menu: 'root/"A&B" <\u0000it\'s>\n',
  })
  expect(xml).toContain('menu="root/&quot;A&amp;B&quot; &lt; it&apos;s&gt;"')
  expect(xml).toContain('https://h.example/%3Cb%3E%22?')
})
