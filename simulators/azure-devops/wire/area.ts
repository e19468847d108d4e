import { projectApi, type Site } from '../site.ts'
import type { AreaNode, Project } from '../state/model.ts'

/** `names` leads to the node, the project's name not counted; `depth` is how many levels below it are shown. */
export function areaBean(
  site: Site,
  project: Project,
  { node, names, depth }: { node: AreaNode; names: string[]; depth: number },
): Record<string, unknown> {
  const url = [`${projectApi(site, project)}/wit/classificationNodes/Areas`, ...names.map(encodeURIComponent)]
  const children = node.children.map((child) =>
    areaBean(site, project, { node: child, names: [...names, child.name], depth: depth - 1 }),
  )
  return {
    id: node.id,
    identifier: node.identifier,
    name: node.name,
    structureType: 'area',
    hasChildren: node.children.length > 0,
    ...(depth > 0 && children.length > 0 && { children }),
    path: ['', project.name, 'Area', ...names].join('\\'),
    url: url.join('/'),
  }
}
