import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { addFile, filesQuery } from './help-desk-actions.ts'

afterEach(() => vi.unstubAllGlobals())

/** What is asked for, answered one after the other. */
function answering(...bodies: object[]) {
  const asked: { url: string; headers: Headers }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, headers: new Headers(init.headers) })
    return Response.json(bodies[asked.length - 1])
  })
  return asked
}

test('files beyond the first page can be reached', async () => {
  const asked = answering({ items: [{ id: 'f1' }], next: 'p2' }, { items: [{ id: 'f2' }], next: null })
  const observer = new InfiniteQueryObserver(new QueryClient(), filesQuery('t1'))
  await observer.refetch()
  const { data, hasNextPage } = await observer.fetchNextPage()
  expect(data?.pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['f1', 'f2'])
  expect(hasNextPage).toBe(false)
  expect(asked[1]?.url).toContain('after=p2')
})

test('an upload says its key, so that a repeated one is stored once', async () => {
  const asked = answering({ id: 'f1' })
  await addFile('t1', { file: new File(['x'], 'x.txt'), visibility: 'internal', key: 'once' })
  expect(asked[0]?.headers.get('idempotency-key')).toBe('once')
})
