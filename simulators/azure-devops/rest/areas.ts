import type { Answer } from '../../ground/api.ts'
import { findNode } from '../state/areas.ts'
import type { Project } from '../state/model.ts'
import { areaBean } from '../wire/area.ts'
import { AzureDevOpsError, ok } from './answer.ts'
import { wholeNumber, type RestRequest, type Route } from './request.ts'

/** https://learn.microsoft.com/rest/api/azure/devops/wit/classification-nodes/get */
function getAreas({ site, project, params, query }: RestRequest): Answer {
  const { areas } = project as Project
  const names = Object.values(params)
  const node = findNode(areas, names)
  if (!node) {
    throw new AzureDevOpsError(404, {
      message: `VS402371: Classification node name ${names.join('\\')} is not recognized.`,
      typeKey: 'WorkItemTrackingTreeNodeNotFoundException',
    })
  }
  const bean = areaBean(site, project as Project, { node, names, depth: wholeNumber(query, 'depth') ?? 0 })
  return ok({ ...bean, _links: { self: { href: bean['url'] } } })
}

const root = '/wit/classificationnodes/areas'
const handle = { scope: 'workItemsRead', inProject: true, run: getAreas } as const

/** Deep enough for any tree that a seed makes. */
export const areaRoutes: Route[] = [
  '',
  '/:one',
  '/:one/:two',
  '/:one/:two/:three',
  '/:one/:two/:three/:four',
].map((below) => ({ method: 'GET', path: `${root}${below}`, handle }))
