import { describe, expect, test } from 'vitest'
import type { AdoClient } from './client.ts'
import { needsOf } from './needs.ts'

const always = (referenceName: string, rest: object = {}) => ({
  referenceName,
  name: referenceName.replace('Custom.', ''),
  alwaysRequired: true,
  defaultValue: null,
  ...rest,
})
const filled = ['System.Title', 'System.Description', 'System.AreaId', 'Microsoft.VSTS.Common.Priority'].map(
  (referenceName) => always(referenceName),
)

/** What the service says about a type's fields, and of which kind fields are. */
function needs(fields: object[], kinds: Record<string, string> = {}, type = 'Task') {
  const asked: string[] = []
  const answers: Record<string, unknown> = {
    [`/P/_apis/wit/workitemtypes/${type}/fields`]: { value: fields },
    '/P/_apis/wit/fields': {
      value: Object.entries(kinds).map(([referenceName, kind]) => ({ referenceName, type: kind })),
    },
  }
  const client: AdoClient = {
    organization: 'https://dev.azure.com/contoso',
    now: () => new Date(),
    get: ({ path }, schema) => {
      asked.push(path)
      return Promise.resolve(schema.parse(answers[path]))
    },
    post: () => Promise.reject(new Error('nothing is written')),
  }
  return { asked, result: needsOf(client, 'P', type) }
}

describe('What a type requires', () => {
  test('is nothing where the service and the hub fill it or it has a default, and then kinds are not asked for', async () => {
    const { asked, result } = needs([...filled, always('Custom.Area', { defaultValue: 'Business' })])
    expect(await result).toEqual({ needs: [], problems: [] })
    expect(asked).toHaveLength(1)
  })

  test.each([
    ['string', 'text'],
    ['plainText', 'text'],
    ['html', 'paragraph'],
    ['integer', 'number'],
    ['double', 'number'],
    ['dateTime', 'date'],
    ['picklistString', 'text'],
  ])('of kind %s is asked for as %s', async (kind, type) => {
    const { result } = needs([...filled, always('Custom.X')], { 'Custom.X': kind })
    expect(await result).toEqual({ needs: [{ id: 'Custom.X', name: 'X', type }], problems: [] })
  })

  test('with allowed values is a choice among them', async () => {
    const fields = [...filled, always('Custom.X', { allowedValues: [1, 2] })]
    const { result } = needs(fields, { 'Custom.X': 'integer' })
    const options = [
      { value: '1', label: '1' },
      { value: '2', label: '2' },
    ]
    expect((await result).needs).toEqual([{ id: 'Custom.X', name: 'X', type: 'option', options }])
  })

  test.each(['identity', 'boolean', 'treePath', 'guid'])(
    'of kind %s cannot be filled by the hub, and is a problem of the type',
    async (kind) => {
      const { result } = needs([...filled, always('Custom.X')], { 'Custom.X': kind })
      expect(await result).toEqual({
        needs: [],
        problems: [{ field: 'workItemType', message: expect.stringContaining('requires X') }],
      })
    },
  )
})

test('AX9 · a type without a field that the hub writes is a problem before anything is created', async () => {
  const { result } = needs(filled.slice(0, 3))
  expect((await result).problems).toEqual([
    { field: 'workItemType', message: expect.stringContaining('Microsoft.VSTS.Common.Priority') },
  ])
  const bug = needs(filled, {}, 'Bug')
  expect((await bug.result).problems).toEqual([
    { field: 'workItemType', message: expect.stringContaining('Microsoft.VSTS.TCM.ReproSteps') },
  ])
})
