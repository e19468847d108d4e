import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

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
