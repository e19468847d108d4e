import { describe, expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import { type ContractWorld, stage } from './contract-world.ts'

const secret = 'webhook-secret'

/** The same document with the members of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  )
}

/** AX14: what comes in is checked before it is believed to be even a hint. */
export function webhookContract<C, D>(world: ContractWorld<C, D>): void {
  const { webhook } = world.provider
  if (!webhook) return

  describe('webhook', () => {
    async function delivered() {
      const { there } = await stage(world)
      if (!there.delivery) throw new Error('This provider has a webhook, but its simulator delivers none.')
      return there.delivery(secret)
    }

    test('a delivery of the tracker is accepted and names the issue', async () => {
      const request = await delivered()
      expect(webhook.verify(request, secret)).toBe(true)
      expect(webhook.parse(request.rawBody).map(({ issueId }) => issueId)).toContain(request.issueId)
    })

    test('AX14 · without the right secret it is not accepted', async () => {
      const request = await delivered()
      expect(webhook.verify(request, 'another')).toBe(false)
      expect(webhook.verify(request, '')).toBe(false)
      expect(webhook.verify({ ...request, headers: {} }, secret)).toBe(false)
    })

    test('a retry carries the same identifier, if it carries one', async () => {
      const request = await delivered()
      expect(webhook.identifier(request)).toBe(webhook.identifier({ ...request }))
      expect(webhook.identifier({ headers: {}, rawBody: '{}' })).toBeUndefined()
    })

    test('a replay says the same, and what it says is only which issue to read', async () => {
      const request = await delivered()
      expect(webhook.parse(request.rawBody)).toEqual(webhook.parse(request.rawBody))
      const words = new Set(webhook.parse(request.rawBody).flatMap((hint) => Object.keys(hint)))
      expect([...words].toSorted()).toEqual(['issueId', 'what'])
    })

    test('members in another order say the same', async () => {
      const request = await delivered()
      const turned = JSON.stringify(reversed(JSON.parse(request.rawBody)))
      expect(webhook.parse(turned)).toEqual(webhook.parse(request.rawBody))
    })

    test.each(['', 'not json', '[]', '"text"', 'null', '{"issue":7}'])(
      'a body %j is a bad answer or says nothing',
      (rawBody) => {
        try {
          expect(webhook.parse(rawBody)).toEqual([])
        } catch (error) {
          expect(error instanceof ProviderError ? error.fault.kind : error).toBe('bad-answer')
        }
      },
    )
  })
}
