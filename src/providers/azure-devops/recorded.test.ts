import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { issueOf } from './map.ts'
import { adoWebhook } from './webhook.ts'
import * as wire from './wire.ts'

const folder = new URL('../../../../shared/contracts/ado/', import.meta.url)
const there = existsSync(folder)
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8')

/** The body of a recorded example of Microsoft's. */
function bodyOf(path: string): unknown {
  const { responses } = JSON.parse(read(`examples/${path}`)) as {
    responses: Record<string, { body: unknown }>
  }
  return responses['200']?.body
}

const parts: [string, string, ZodType][] = [
  ['a created item', 'wit-7.1/workItems/POST__wit_workitems_create.json', wire.wireItem],
  ['one item', 'wit-7.1/workItems/GET__wit_WorkItems_id.json', wire.wireItem],
  ['a list of items', 'wit-7.1/workItems/GET__wit_WorkItems_ids-_ids_.json', wire.wireItems],
  ['an updated item', 'wit-7.1/workItems/PATCH__wit_workitems__taskId_.json', wire.wireItem],
  ['a moved item', 'wit-7.1/workItems/PATCH__wit_workitems__taskId_3.json', wire.wireItem],
  ['a linked item', 'wit-7.1/workItems/PATCH__wit_workitems__taskId_5.json', wire.wireItem],
  [
    'a batch',
    'wit-7.1/workItemsBatch/POST__wit_WorkItemsBatch_ids-_ids__fields-_columns_.json',
    wire.wireItems,
  ],
  ['a new comment', 'wit-7.1/comments/POST__wit_workitems__taskId__comments_create.json', wire.wireComment],
  ['one comment', 'wit-7.1/comments/GET__wit_workitems__taskId__comments_1.json', wire.wireComment],
  ['comments', 'wit-7.1/comments/GET__wit_workitems__issueId__comments_1.json', wire.wireComments],
  ['states', 'wit-7.1/workItemTypeStates/GET__workitem_type_states.json', wire.wireStates],
  ['fields of a type', 'wit-7.1/workItemTypesField/GET__workItemType_fields.json', wire.wireTypeFields],
  ['areas', 'wit-7.1/classificationNodes/GET__wit_classificationNodes_areas__depth-2.json', wire.wireArea],
  ['projects', 'core-7.1/GET__projects.json', wire.wireProjects],
]

describe.skipIf(!there)('Recorded bodies (skipped where ../shared/contracts is not there)', () => {
  test.each(parts)('%s in %s has the shape that is read', (_, path, schema) => {
    expect(schema.safeParse(bodyOf(path)).error).toBeUndefined()
  })

  test('the created item is read as an issue', () => {
    const created = wire.wireItem.parse(bodyOf('wit-7.1/workItems/POST__wit_workitems_create.json'))
    expect(issueOf(created, 'https://dev.azure.com/fabrikam')).toMatchObject({
      id: '131489',
      title: 'Sample task',
      status: { name: 'New' },
      version: '1',
      url: 'https://dev.azure.com/fabrikam/CustomProcessPrj/_workitems/edit/131489',
    })
  })

  test.each([
    ['aspnet-workitem.created', '5', 'created'],
    ['aspnet-workitem.commented', '5', 'commented'],
    ['aspnet-workitem.updated', '5', 'updated'],
    ['captured-workitem.updated-services', '13', 'updated'],
  ])('the webhook %s tells that item %s was %s, and has an identifier', (file, issueId, what) => {
    const rawBody = read(`webhooks/${file}.json`)
    expect(adoWebhook.parse(rawBody)).toEqual([{ issueId, what }])
    expect(adoWebhook.identifier({ headers: {}, rawBody })).toMatch(/^[\w-]{36}:\d+:[\w-]{36}$/u)
  })
})
