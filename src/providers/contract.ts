import { describe, expect, test } from 'vitest'
import { absenceContract } from './testing/contract-absence.ts'
import { commentContract } from './testing/contract-comment.ts'
import { createContract } from './testing/contract-create.ts'
import { faultContract } from './testing/contract-faults.ts'
import { findContract } from './testing/contract-find.ts'
import { readContract } from './testing/contract-read.ts'
import { webhookContract } from './testing/contract-webhook.ts'
import { type ContractWorld, stage } from './testing/contract-world.ts'
import { faultOf } from './testing/fault-of.ts'

export type { ContractTracker, ContractWorld, Effect } from './testing/contract-world.ts'

/** The suite that every provider passes against a simulated tracker. Only tests import it. */
export function providerContract<C, D>(name: string, world: ContractWorld<C, D>): void {
  describe(`${name} keeps the provider contract`, () => {
    describe('check', () => {
      test('A31 · names the account, its rights and the places where issues can go', async () => {
        const { there, tracker } = await stage(world)
        const account = await tracker.check(there.destination)
        expect(account).toMatchObject({ name: expect.any(String), id: expect.any(String), problems: [] })
        expect(account.places.length).toBeGreaterThan(0)
        expect(account.rights.filter(({ granted, required }) => required && !granted)).toEqual([])
        expect(account.rights.every(({ howToGrant }) => howToGrant.length > 0)).toBe(true)
      })

      test('A68 · a credential that is not accepted is unauthorized', async () => {
        const { there, connect } = await stage(world)
        expect((await faultOf(connect(there.wrongConfig).check())).kind).toBe('unauthorized')
      })

      test('AX7 · a destination that does not exist is a problem of its field', async () => {
        const { there, tracker } = await stage(world)
        const { problems } = await tracker.check(there.wrongDestination.destination)
        expect(problems.map(({ field }) => field)).toContain(there.wrongDestination.field)
      })

      test('a page of HTML is no answer', async () => {
        const { there, tracker } = await stage(world)
        there.fault({ kind: 'html' }, 'every call')
        expect((await faultOf(tracker.check())).kind).toBe(there.htmlMeans)
      })

      test('writes nothing', async () => {
        const { there, tracker } = await stage(world)
        await tracker.check(there.destination)
        expect(there.issues()).toBe(0)
      })
    })

    const { find, read, comment } = world.can ?? {}
    createContract(world)
    if (find !== false) findContract(world)
    if (read !== false) readContract(world)
    if (comment !== false) commentContract(world)
    absenceContract(world)
    faultContract(world)
    webhookContract(world)
  })
}
