import { expect, test } from 'vitest'
import { inContractOrder, ticketMembers } from './partner-members.ts'
import { partnerEvent, partnerTicket } from './partner-ticket.ts'

const ticket = partnerTicket(
  {
    number: 989,
    alias: 'T190517_08006',
    createdAt: '2019-05-17T08:51:23.185722Z',
    modifiedAt: '2019-05-17T08:51:23.186087Z',
    status: 'open',
    category: 'low_rate',
    priority: 'low',
    author: 'john',
    operatorTicketRef: null,
    description: 'Slow',
    serviceUuid: 'kxUvQFqGpOzq',
    serviceAlias: 'S190322_11001',
    productName: null,
    grt: null,
    runNumber: 5,
    runAlias: 'D190425_12001',
    initialComment: null,
    lastComment: { comment: 'Slow', author: 'john', name: 'John' },
    owner: 'John Doe',
    ownerContact: { first_name: 'John', last_name: 'Doe', email: 'john@doe.com', phone_number: '1' },
    operatorContactUuid: null,
    lastUpdateAuthor: 'kosc',
    clearCode: null,
  },
  'operator',
)
const event = partnerEvent({
  number: 1,
  status: null,
  comment: 'Any news?',
  author: 'john',
  createdAt: '2019-05-17T08:51:23.185722Z',
  clearCode: null,
})

const shuffled = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
          .map(([name, member]) => [name, shuffled(member)]),
      )
    : value

test('D18 · every member of a ticket has a name for people, in the contract’s order', () => {
  expect(Object.keys(ticketMembers)).toEqual(Object.keys(ticket))
})

test('A payload whose order the database has not kept is put into the contract’s, byte for byte', () => {
  const stored = shuffled({ ticket, event }) as { ticket: object; event: object }
  expect(JSON.stringify(stored)).not.toBe(JSON.stringify({ ticket, event }))
  expect(JSON.stringify(inContractOrder(stored as never))).toBe(JSON.stringify({ ticket, event }))
})

test('Members that this version does not know come last', () => {
  const known = inContractOrder({ ticket: { novel: 1, alias: 'T', id: 2 } })
  expect(Object.keys(known.ticket)).toEqual(['id', 'alias', 'novel'])
})
