import type { Answer } from '../../ground/api.ts'
import { organizationUrl, type Site } from '../site.ts'
import { guidOf } from '../state/ids.ts'
import { findProject } from '../state/lookup.ts'
import type { Project } from '../state/model.ts'
import { list, ok, projectMissing } from './answer.ts'
import { param, wholeNumber, type RestRequest, type Route } from './request.ts'

function projectBean(site: Site, { id, name, description }: Project) {
  return {
    id,
    name,
    description,
    url: `${organizationUrl(site)}/_apis/projects/${id}`,
    state: 'wellFormed',
    revision: 11,
    visibility: 'private',
    lastUpdateTime: '2026-01-12T09:30:00Z',
  }
}

/** `continuationToken` is the number of projects already given. */
function listProjects({ site, query }: RestRequest): Answer {
  const { projects } = site.state
  const start = wholeNumber(query, 'continuationToken') ?? wholeNumber(query, 'skip') ?? 0
  const end = start + (wholeNumber(query, 'top') ?? 100)
  const answer = list(projects.slice(start, end).map((project) => projectBean(site, project)))
  return end < projects.length ? { ...answer, headers: { 'x-ms-continuationtoken': String(end) } } : answer
}

function getProject(request: RestRequest): Answer {
  const { site } = request
  const name = param(request, 'project')
  const project = findProject(site.state, name)
  if (!project) throw projectMissing(name)
  const team = { id: guidOf(`team ${project.name}`), name: `${project.name} Team` }
  const bean = projectBean(site, project)
  return ok({
    ...bean,
    _links: { self: { href: bean.url } },
    defaultTeam: { ...team, url: `${bean.url}/teams/${team.id}` },
  })
}

export const projectRoutes: Route[] = [
  { method: 'GET', path: '/projects', handle: { scope: 'projectRead', run: listProjects } },
  { method: 'GET', path: '/projects/:project', handle: { scope: 'projectRead', run: getProject } },
]
