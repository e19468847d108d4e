import { expect, inject, test } from 'vitest'
import { openStore } from './open.ts'

const onPostgres = test.runIf(process.env.CROSSTIE_TEST_STORE === 'postgres')

onPostgres('A database that cannot keep texts of all languages is refused at start', async () => {
  const server = inject('postgres')
  const admin = await openStore({ url: `${server}/postgres`, maxConnections: 1 })
  await admin.pool.query(`create database narrow encoding 'SQL_ASCII' template template0`)
  await admin.close()
  await expect(openStore({ url: `${server}/narrow` })).rejects.toThrow('encoding is SQL_ASCII')
})

onPostgres('A server that is not to be reached is named by its setting, without the password', async () => {
  const opened = openStore({ url: 'postgres://crosstie:secret-word@127.0.0.1:1/none' })
  await expect(opened).rejects.toThrow(/DATABASE_URL: .*cannot be reached/s)
  await expect(opened).rejects.not.toThrow('secret-word')
})
