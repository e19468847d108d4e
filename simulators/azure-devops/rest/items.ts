import type { Answer } from '../../ground/api.ts'
import { createItem } from '../items/create.ts'
import { editItem } from '../items/edit.ts'
import { asOf, visibleItem } from '../items/find.ts'
import { readPatch } from '../items/patch.ts'
import { removeItem } from '../items/remove.ts'
import { organizationUrl } from '../site.ts'
import { findType, personText } from '../state/lookup.ts'
import type { Project } from '../state/model.ts'
import { itemBean } from '../wire/item.ts'
import { AzureDevOpsError, itemMissing, ok, typeMissing } from './answer.ts'
import { isTrue, param, queryList, requirePatch, type RestRequest, type Route } from './request.ts'
import { expandedView, readView } from './view.ts'

/* https://learn.microsoft.com/rest/api/azure/devops/wit/work-items */

/** What the answer to a write shows, as recorded. */
const afterWrite = { relations: true, links: true }

function postItem(request: RestRequest): Answer {
  const { site, query, body } = request
  requirePatch(request, 'POST')
  refuseBypass(query)
  const project = request.project as Project
  const name = param(request, 'item').replace(/^\$/, '')
  const type = findType(project, name)
  if (!type) throw typeMissing(name, project.id)
  const patch = readPatch(body, undefined)
  const item = createItem(site, { project, type, patch, actor: site.state.me }, isTrue(query, 'validateOnly'))
  return ok(itemBean(site, item, expandedView(query.get('$expand')) ?? afterWrite))
}

function refuseBypass(query: URLSearchParams): void {
  if (!isTrue(query, 'bypassRules')) return
  throw new AzureDevOpsError(403, {
    message:
      "TF401322: You don't have bypass rules permission. Please contact your collection administrator to grant this permission for enabling this action.",
    typeKey: 'RuleValidationBypassException',
  })
}

function getItem(request: RestRequest): Answer {
  const { site, query, project } = request
  const item = visibleItem(site.state, param(request, 'item'), project)
  const at = query.get('asOf')
  const shown = at === null ? item : asOf(site.state, item, Date.parse(at))
  if (!shown) throw itemMissing(item.id)
  const fields = queryList(query, 'fields')
  const expand = query.get('$expand') ?? undefined
  const view = readView(site.state, { fields, expand })
  return ok(itemBean(site, shown, fields || expand ? view : { links: true }))
}

function patchItem(request: RestRequest): Answer {
  const { site, query, project, body } = request
  requirePatch(request, 'PATCH')
  refuseBypass(query)
  const before = visibleItem(site.state, param(request, 'item'), project)
  const edit = { patch: readPatch(body, before), actor: site.state.me }
  const after = editItem(site, before, { ...edit, validateOnly: isTrue(query, 'validateOnly') })
  return ok(itemBean(site, after, expandedView(query.get('$expand')) ?? afterWrite))
}

/** Into the recycle bin; destroying for good takes a permission that this account does not have. */
function deleteItem(request: RestRequest): Answer {
  const { site, query, project } = request
  if (isTrue(query, 'destroy')) {
    throw new AzureDevOpsError(403, {
      message: 'VS403144: You do not have permissions to permanently delete work items.',
      typeKey: 'WorkItemDestroyUnauthorizedException',
    })
  }
  const item = removeItem(site, visibleItem(site.state, param(request, 'item'), project), site.state.me)
  const { fields, id } = item
  return ok({
    id,
    type: fields['System.WorkItemType'],
    name: fields['System.Title'],
    project: fields['System.TeamProject'],
    deletedDate: fields['System.ChangedDate'],
    deletedBy: personText(site.state.me),
    code: 200,
    url: `${organizationUrl(site)}/_apis/wit/recyclebin/${id}`,
    resource: itemBean(site, item, {}),
  })
}

const one = '/wit/workitems/:item'

export const itemRoutes: Route[] = [
  { method: 'POST', path: one, handle: { scope: 'workItemsWrite', inProject: true, run: postItem } },
  { method: 'GET', path: one, handle: { scope: 'workItemsRead', run: getItem } },
  { method: 'PATCH', path: one, handle: { scope: 'workItemsWrite', run: patchItem } },
  { method: 'DELETE', path: one, handle: { scope: 'workItemsWrite', run: deleteItem } },
]
