import { expect, test } from 'vitest'
import { readSearch } from '../../ui/address.ts'
import { addressKeeping } from './link-address.ts'

const pathname = '/alarms/from-link'
const linkIn = (address: string | null) => readSearch(new URL(address ?? '', 'http://hub').search)['link']

test.each([
  ['?DMA%20ID=34&Element%20ID=7', ''],
  ['?DMA%20ID=1&Element%20Name=A%20&%20B+C=d', '#2 & 100% more'],
  ['', '#Element Name=x'],
])('B18, BX18 · what a console put into its link is kept as it is: %s%s', (search, hash) => {
  expect(linkIn(addressKeeping({ pathname, search, hash }))).toBe(search + hash)
})

test('An address that is kept already, has nothing to keep or is another page’s stays as it is', () => {
  expect(addressKeeping({ pathname, search: '?link=%3FDMA', hash: '' })).toBeNull()
  expect(addressKeeping({ pathname, search: '', hash: '' })).toBeNull()
  expect(addressKeeping({ pathname: '/alarms', search: '?q=a', hash: '' })).toBeNull()
})
