#!/usr/bin/env node
// Runs the hub as it was built (vite.hub.config.ts), or from its sources where one of them is newer or nothing was built.
import { enableCompileCache, flushCompileCache } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isUpToDate } from './up-to-date.mjs'

const command = process.argv[2] ?? 'serve'
const at = (place) => path.resolve(import.meta.dirname, '..', place)
const built = at('dist/hub/crosstie.js')
const sources = ['src', 'package-lock.json', 'vite.hub.config.ts'].map(at)

// What Node has made of the code is kept beside the data: the next start is faster.
if (['serve', 'demo'].includes(command)) {
  enableCompileCache(path.join(process.env['CROSSTIE_DATA_DIR'] || 'data', 'compile-cache'))
}
// The demo needs the simulators, which are sources.
const runsBuilt = command !== 'demo' && isUpToDate(built, sources)
await import(pathToFileURL(runsBuilt ? built : at('src/cli/crosstie.ts')).href)
// Now, because a hub that is killed does not get to it.
flushCompileCache()
