import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** File with a dump of an empty embedded database: making one anew takes seconds. */
    embedded: string
  }
}

/** Makes one empty embedded database, of which every test gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-embedded-'))
  const pglite = await PGlite.create()
  const dump = await pglite.dumpDataDir('none')
  const file = path.join(folder, 'empty.tar')
  await writeFile(file, Buffer.from(await dump.arrayBuffer()))
  await pglite.close()
  project.provide('embedded', file)
  return () => rm(folder, { recursive: true, force: true })
}
