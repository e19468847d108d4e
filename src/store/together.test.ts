import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { together } from './together.ts'

test('Rows that arrive together share statements, each gets its own result, and a refused one harms no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 120 }), async (refused) => {
      const stored: number[] = []
      let statements = 0
      const store = together(async (rows: number[]) => {
        statements += 1
        await Promise.resolve()
        if (rows.some((row) => refused[row])) throw new Error('refused')
        stored.push(...rows)
        return rows.map((row) => row * 2)
      })
      const results = await Promise.allSettled(refused.map((_, row) => store(row)))
      for (const [row, result] of results.entries()) {
        expect(result.status).toBe(refused[row] ? 'rejected' : 'fulfilled')
        if (result.status === 'fulfilled') expect(result.value).toBe(row * 2)
      }
      const wanted = refused.flatMap((no, row) => (no ? [] : [row]))
      expect(stored.toSorted((a, b) => a - b)).toEqual(wanted)
      if (!refused.includes(true)) expect(statements).toBeLessThanOrEqual(2 + Math.ceil(refused.length / 50))
    }),
  )
})

test('Rows that are to stay apart never share a statement, keep their order, and all are stored', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 120 }), async (keys) => {
      const stored: { key: number; place: number }[] = []
      const store = together(
        async (rows: { key: number; place: number }[]) => {
          await Promise.resolve()
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
          stored.push(...rows)
          return rows
        },
        { apart: ({ key }) => String(key) },
      )
      const rows = keys.map((key, place) => ({ key, place }))
      expect(await Promise.all(rows.map(store))).toEqual(rows)
      for (const of of Map.groupBy(stored, ({ key }) => key).values()) {
        const places = of.map(({ place }) => place)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }
    }),
  )
})
