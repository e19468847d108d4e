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
