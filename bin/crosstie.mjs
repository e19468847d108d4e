#!/usr/bin/env node
// Runs the hub as it was built (vite.hub.config.ts), or from its sources where one of them is newer or nothing was built.
import { enableCompileCache, flushCompileCache } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { builtHub, isHubBuilt } from './up-to-date.mjs'

const command = process.argv[2] ?? 'serve'
const sources = path.resolve(import.meta.dirname, '../src/cli/crosstie.ts')

// What Node has made of the code is kept beside the data: the next start is faster.
if (['serve', 'demo'].includes(command)) {
  enableCompileCache(path.join(process.env['CROSSTIE_DATA_DIR'] || 'data', 'compile-cache'))
}
// The demo needs the simulators, which are sources.
const runsBuilt = command !== 'demo' && isHubBuilt()
await import(pathToFileURL(runsBuilt ? builtHub : sources).href)
// Now, because a hub that is killed does not get to it.
flushCompileCache()
