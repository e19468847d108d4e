import { expect, test } from 'vitest'
import { testCloudEvent, ticketCloudEvent } from './cloud-event.ts'

const publicUrl = 'https://hub.example.com'
const ticket = { alias: 'T190517_08006', id: 989, creation_date: '2019-05-17T08:51:23.185722Z' }
const event = { creation_date: '2019-05-17T12:15:17.871750Z', id: 3826, status: 'closed' }

test('A new ticket is told with its alias as the subject and the moment of its creation', () => {
  const told = ticketCloudEvent({ id: 'n-1', topic: 'ticket.created', payload: { ticket }, publicUrl })
  expect(JSON.stringify(told)).toBe(
    '{"specversion":"1.0","id":"n-1","source":"https://hub.example.com/api/tickets","type":"crosstie.ticket.created",' +
      '"subject":"T190517_08006","time":"2019-05-17T08:51:23.185722Z","datacontenttype":"application/json",' +
      '"data":{"ticket":{"id":989,"alias":"T190517_08006","creation_date":"2019-05-17T08:51:23.185722Z"}}}',
  )
})

test('A new event is told with its ticket, and its own moment', () => {
  const told = ticketCloudEvent({ id: 'n-2', topic: 'event.added', payload: { ticket, event }, publicUrl })
  expect(told).toMatchObject({
    type: 'crosstie.event.added',
    time: event.creation_date,
    data: { ticket, event },
  })
})

test('A test says that it is one', () => {
  const told = testCloudEvent({ id: 'n-3', publicUrl, now: new Date('2026-11-22T08:00:00Z') })
  expect(told).toMatchObject({ type: 'crosstie.webhook.test', time: '2026-11-22T08:00:00.000Z' })
})
