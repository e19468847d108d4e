import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const inProject = (place) => path.resolve(import.meta.dirname, '..', place)

/** The hub as vite.hub.config.ts builds it. */
export const builtHub = inProject('dist/hub/crosstie.js')

/** Whether the hub was built, and no source is newer. Not the lock file: `npm prune` touches it in an installation; scripts/ready.mjs sees to new packages. */
export const isHubBuilt = () => isUpToDate(builtHub, ['src', 'vite.hub.config.ts'].map(inProject))

/** Whether a file that was built is there, and none of the files and folders that it was built from is newer. Sources that are not there do not count. */
export function isUpToDate(built, sources) {
  if (!existsSync(built)) return false
  const at = statSync(built).mtimeMs
  return sources.every((source) => newest(source) <= at)
}

function newest(place) {
  const found = statSync(place, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  // The folder’s own time tells that a file went away.
  return readdirSync(place).reduce(
    (latest, name) => Math.max(latest, newest(path.join(place, name))),
    found.mtimeMs,
  )
}
