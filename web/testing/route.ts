import type { Route } from '../api/routes.ts'

/** A route that can be used, with changes. */
export const route = (changes: Partial<Route>): Route => ({
  id: 'r1',
  destination: {},
  names: {},
  label: 'INFRA · Task',
  fallsBack: false,
  problems: [],
  needs: [],
  values: {},
  checkedAt: '2026-01-01T00:00:00.000Z',
  waiting: 0,
  ...changes,
})
