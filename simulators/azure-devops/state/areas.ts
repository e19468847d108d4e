import { guidOf } from './ids.ts'
import type { AreaNode } from './model.ts'

/** Builds a project's tree; `paths` are below the root. */
export function areaTree(projectName: string, paths: string[], firstId: number): AreaNode {
  let lastId = firstId - 1
  const newNode = (path: string, name: string): AreaNode => {
    lastId += 1
    return { id: lastId, identifier: guidOf(`area ${path}`), name, children: [] }
  }
  const root = newNode(projectName, projectName)
  for (const path of paths) {
    let node = root
    let sofar = projectName
    for (const name of path.split('\\')) {
      sofar = `${sofar}\\${name}`
      const known = node.children.find((child) => child.name === name)
      const next = known ?? newNode(sofar, name)
      if (!known) node.children.push(next)
      node = next
    }
  }
  return root
}

/** The node at a path below the root, names in any case. */
export function findNode(root: AreaNode, names: string[]): AreaNode | undefined {
  let node: AreaNode | undefined = root
  for (const name of names) {
    node = node?.children.find((child) => child.name.toLowerCase() === name.toLowerCase())
  }
  return node
}

/** A whole area path as the tree spells it; nothing when there is no such node. */
export function knownAreaPath(root: AreaNode, path: string): string | undefined {
  return areaPaths(root).find((known) => known.toLowerCase() === path.toLowerCase())
}

export function areaPaths(root: AreaNode): string[] {
  return [
    root.name,
    ...root.children.flatMap((child) => areaPaths(child).map((path) => `${root.name}\\${path}`)),
  ]
}
