import { readFile } from 'node:fs/promises'
import { inject } from 'vitest'
import { openStore, type OpenStore } from '../../src/store/open.ts'
import { template } from './postgres.ts'

/** A store of its own for one test file, on the database that this run is about. */
export function openTestStore(): Promise<OpenStore> {
  return process.env.CROSSTIE_TEST_STORE === 'embedded' ? openEmbedded() : openPostgres()
}

async function openEmbedded(): Promise<OpenStore> {
  return openStore({ memory: true, from: new Blob([await readFile(inject('embedded'))]) })
}

async function openPostgres(): Promise<OpenStore> {
  return openStore({ url: await newDatabase() })
}

/** The address of a fresh, migrated PostgreSQL database. */
export async function newDatabase(): Promise<string> {
  const server = inject('postgres')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = await openStore({ url: `${server}/postgres`, maxConnections: 1 })
  await admin.pool.query(`create database ${name} template ${template}`)
  await admin.close()
  return `${server}/${name}`
}
