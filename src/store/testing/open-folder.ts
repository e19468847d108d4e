import { openStore } from '../open.ts'

/** A process that opens an embedded folder, says so, and then holds it until it is killed. */
const folder = process.argv[2] ?? ''
await openStore({ folder })
setInterval(() => undefined, 60_000)
process.send?.('open')
