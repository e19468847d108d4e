import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { foundIssuesQuery } from './issue-links.ts'

const found = [{ key: 'INFRA-1', title: 'Pump', url: 'https://jira.example/browse/INFRA-1', status: 'To Do' }]

/** What is shown for the second search while it is still on its way. */
function shownAfter(first: [string, string], second: [string, string]) {
  const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const wanted = ([instanceId, words]: [string, string]) => foundIssuesQuery('t1', { instanceId, words })
  queries.setQueryData(wanted(first).queryKey, found)
  const observer = new QueryObserver(queries, wanted(first))
  observer.getCurrentResult()
  const end = observer.subscribe(() => undefined)
  observer.setOptions(wanted(second))
  const { data } = observer.getCurrentResult()
  end()
  return data
}

test('C2 · what was found stays while one types on, but never as what another instance has', () => {
  expect(shownAfter(['cloud', 'pu'], ['cloud', 'pum'])).toEqual(found)
  expect(shownAfter(['cloud', 'pum'], ['server', 'pum'])).toBeUndefined()
})
