import Fastify from 'fastify'
import { expect, test } from 'vitest'
import type { PageOf } from '../store/page.ts'
import { mostRows, sendCsv } from './csv.ts'

/** A server with one export, whose pages come from the given function. */
async function ask(read: (limit: number) => PageOf<number>, isCut: boolean) {
  const app = Fastify()
  app.get('/', (_request, reply) =>
    sendCsv<number>(reply, {
      name: 'numbers',
      columns: { Number: (row) => row, Text: () => 'a,b' },
      read: async ({ limit }) => read(limit),
      isCut,
    }),
  )
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    const answer = await fetch(url)
    return { answer, text: await answer.text() }
  } finally {
    await app.close()
  }
}

const pageOf = (limit: number) => Array.from({ length: limit }, (_, row) => row)

test('A list without an end is cut where one file ends, and a header says so', async () => {
  const { answer, text } = await ask((limit) => ({ items: pageOf(limit), next: 'more' }), true)
  expect(text.trim().split('\r\n')).toHaveLength(mostRows + 1)
  expect(answer.headers.get('x-crosstie-note')).toContain('newest 100,000 rows')
})

test('A file that could not be read to its end is not taken for a whole one', async () => {
  let pages = 0
  const failing = (limit: number) => {
    pages += 1
    if (pages > 20) throw new Error('The database went away.')
    return { items: pageOf(limit), next: 'more' }
  }
  await expect(ask(failing, false)).rejects.toThrow()
})

test('An empty list is a file with its heading', async () => {
  const { text } = await ask(() => ({ items: [], next: null }), false)
  expect(text).toBe('Number,Text\r\n')
})
