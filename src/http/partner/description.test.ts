import { z } from 'zod'
import { expect, test } from 'vitest'
import { ListedTicketShape, PartnerEventShape, PartnerTicketShape } from './answers.ts'
import { partnerDescription } from './description.ts'
import * as examples from './examples.ts'
import { NewServiceEvent, NewServiceTicket } from './shapes.ts'

const described = partnerDescription('http://hub.example.com')

test('Every example fits the shape that it stands beside', () => {
  const of: [z.ZodType, unknown][] = [
    [NewServiceTicket, examples.creation],
    [PartnerTicketShape, examples.ticket],
    [z.array(ListedTicketShape), examples.list],
    [z.array(PartnerEventShape), examples.eventList],
    ...Object.values(examples.events).flatMap(({ sent, answered }): [z.ZodType, unknown][] => [
      [NewServiceEvent, sent],
      [PartnerEventShape, answered],
    ]),
  ]
  for (const [shape, example] of of) expect(shape.safeParse(example).error?.issues).toBeUndefined()
})

test('D9, DX12 · The description says which members a creation requires', () => {
  expect(described.components.schemas.NewTicket).toMatchObject({
    required: ['diagnostic_run_id', 'type', 'service_uuid', 'description', 'category', 'owner_contact'],
    additionalProperties: false,
  })
})

/** Every `$ref` in a document. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' ? [String(member)] : refsIn(member),
  )
}

test('The description refers to nothing that it does not have, and has every example of the contract', () => {
  const names = new Set(
    Object.keys(described.components.schemas).map((name) => `#/components/schemas/${name}`),
  )
  expect(refsIn(described).filter((ref) => !names.has(ref))).toEqual([])
  const text = JSON.stringify(described)
  const all = [examples.creation, examples.ticket, examples.list, examples.eventList]
  for (const example of [
    ...all,
    ...Object.values(examples.events).flatMap(({ sent, answered }) => [sent, answered]),
  ]) {
    expect(text).toContain(JSON.stringify(example))
  }
})
