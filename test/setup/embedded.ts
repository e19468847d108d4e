import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { TestProject } from 'vitest/node'
import { prepareTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** File with a dump of a migrated embedded database: making one anew takes seconds. */
    embedded: string
  }
}

/** Makes one migrated embedded database, of which every test gets a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-embedded-'))
  await prepareTemplate({ folder })
  const pglite = await PGlite.create({ dataDir: path.join(folder, 'pgdata') })
  const dump = await pglite.dumpDataDir('none')
  const file = path.join(folder, 'template.tar')
  await writeFile(file, Buffer.from(await dump.arrayBuffer()))
  await pglite.close()
  project.provide('embedded', file)
  return () => rm(folder, { recursive: true, force: true })
}
