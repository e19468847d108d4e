import { expect, test } from 'vitest'
import { tidyAddress } from './address.ts'

test.each([
  ['/api/xml/Tickets/CT-1', '/api/xml/tickets/CT-1'],
  ['/API/Json/TICKETS/', '/api/json/tickets'],
  ['/api\\xml\\Tickets\\CT-1', '/api/xml/tickets/CT-1'],
  ['/api%5Cxml%5cTickets%5CCT-1', '/api/xml/tickets/CT-1'],
  ['//api//xml///Tickets/CT-1//?force=true', '/api/xml/tickets/CT-1?force=true'],
  ['/api/json/tickets?after=a\\b', '/api/json/tickets?after=a\\b'],
  ['/api/xml', '/api/xml'],
])('C61, CX15 · %s is %s', (url, tidy) => {
  expect(tidyAddress(url)).toBe(tidy)
})

test.each(['/v1/tickets/', '/v1\\tickets', '/', '', '/api', '/api/yaml/Tickets/', '*'])('%s stays', (url) => {
  expect(tidyAddress(url)).toBe(url)
})
