import type { Answer } from '../../ground/api.ts'
import { asText, asTexts } from '../../ground/json.ts'
import { changedAt } from '../items/write.ts'
import { organizationUrl, projectApi, type Site } from '../site.ts'
import { isDeleted } from '../state/lookup.ts'
import type { Project, WorkItem } from '../state/model.ts'
import { identityById } from '../wire/identity.ts'
import { shownFields } from '../wire/item.ts'
import { invalid, ok } from './answer.ts'
import { bodyRecord, isTrue, queryList, wholeNumber, type RestRequest, type Route } from './request.ts'

interface Filter {
  fields: string[] | undefined
  types: string[] | undefined
  includeDeleted: boolean
  includeIdentityRef: boolean
  includeLatestOnly: boolean
}

/** https://learn.microsoft.com/rest/api/azure/devops/wit/reporting-work-item-revisions */
function report({ site, query, project }: RestRequest, filter: Filter): Answer {
  const { revisions, revisionBatchSize } = site.state
  const size = Math.min(wholeNumber(query, 'maxPageSize') ?? revisionBatchSize, revisionBatchSize)
  const after = startOf(query, revisions)
  const due = revisions.filter((revision) => revision.watermark > after && covers(site, filter, revision))
  const inProject = project
    ? due.filter((revision) => revision.fields['System.TeamProject'] === project.name)
    : due
  const batch = inProject.slice(0, size)
  const continuationToken =
    tokenOf(batch.at(-1)) ?? query.get('continuationToken') ?? `${after};0;0;Discussion`
  return ok({
    values: batch.map((revision) => revisionBean(site, filter, revision)),
    nextLink: nextLink({ site, project }, query, continuationToken),
    continuationToken,
    isLastBatch: batch.length === inProject.length,
  })
}

/** The watermark after which the batch starts; the token's other parts are the service's own business. */
function startOf(query: URLSearchParams, revisions: WorkItem[]): number {
  const [token, since] = [query.get('continuationToken'), query.get('startDateTime')]
  if (token && since) {
    throw invalid('The continuationToken and startDateTime parameters cannot be used together.')
  }
  if (token) {
    const watermark = Number(token.split(';')[0])
    if (!Number.isInteger(watermark)) throw invalid(`The continuation token ${token} is not valid.`)
    return watermark
  }
  if (!since) return 0
  const start = Date.parse(since)
  if (Number.isNaN(start)) throw invalid(`The value '${since}' is not valid for startDateTime.`)
  return revisions.findLast((revision) => changedAt(revision) < start)?.watermark ?? 0
}

function tokenOf(last: WorkItem | undefined): string | undefined {
  return last && `${last.watermark};${last.id};${last.rev};Discussion`
}

function covers({ state }: Site, filter: Filter, revision: WorkItem): boolean {
  const current = state.items.get(revision.id)
  if (!filter.includeDeleted && current && isDeleted(current)) return false
  if (filter.includeLatestOnly && current !== revision) return false
  return !filter.types || filter.types.includes(String(revision.fields['System.WorkItemType']))
}

/** Long texts are left out unless they are asked for by name. */
function revisionBean(site: Site, { fields, includeIdentityRef }: Filter, revision: WorkItem) {
  const identity = includeIdentityRef ? { identity: (id: string) => identityById(site, id) } : {}
  const all = shownFields(site, revision, { names: fields, everything: true, ...identity })
  const { 'System.Description': text, 'Microsoft.VSTS.TCM.ReproSteps': steps, ...reportable } = all
  const asked = { 'System.Description': text, 'Microsoft.VSTS.TCM.ReproSteps': steps }
  return { id: revision.id, rev: revision.rev, fields: fields ? { ...reportable, ...asked } : reportable }
}

function nextLink(
  { site, project }: { site: Site; project: Project | undefined },
  query: URLSearchParams,
  token: string,
): string {
  const next = new URLSearchParams(query)
  next.delete('startDateTime')
  next.set('continuationToken', token)
  const root = project ? projectApi(site, project) : `${organizationUrl(site)}/_apis`
  return `${root}/wit/reporting/workItemRevisions?${next}`
}

function getRevisions(request: RestRequest): Answer {
  const { query } = request
  return report(request, {
    fields: queryList(query, 'fields'),
    types: queryList(query, 'types'),
    includeDeleted: isTrue(query, 'includeDeleted'),
    includeIdentityRef: isTrue(query, 'includeIdentityRef'),
    includeLatestOnly: isTrue(query, 'includeLatestOnly'),
  })
}

function postRevisions(request: RestRequest): Answer {
  const body = bodyRecord(request)
  const types = asTexts(body['types']) ?? asText(body['types'])?.split(',')
  return report(request, {
    fields: asTexts(body['fields']),
    types,
    includeDeleted: body['includeDeleted'] === true,
    includeIdentityRef: body['includeIdentityRef'] === true,
    includeLatestOnly: body['includeLatestOnly'] === true,
  })
}

const path = '/wit/reporting/workitemrevisions'

export const revisionRoutes: Route[] = [
  { method: 'GET', path, handle: { scope: 'workItemsRead', run: getRevisions } },
  { method: 'POST', path, handle: { scope: 'workItemsRead', run: postRevisions } },
]
