import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BadConfig } from './config.ts'
import { newKey, ownKeyFile, readKeyFile, writeKeyFile, WrongKeyFile } from './key-file.ts'
import { openKeyRing, ringOfFile } from './key-ring.ts'
import { createSealer, wrappingKey } from './store/seal.ts'

const [first, second, third] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)]
const idOf = (key: string) => wrappingKey(key).id
const place = { workspaceId: 'w', owner: 'connection 1', field: 'secrets' }
const noSecrets = {
  databaseUrl: undefined,
  secretKey: undefined,
  adminPassword: undefined,
  adminToken: undefined,
  smtpUrl: undefined,
}

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crosstie-ring-'))
  file = path.join(folder, 'key')
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => writeFile(file, `${first}\n`, { mode: 0o600 }))

const follow = () => {
  const troubles: unknown[] = []
  return { ring: ringOfFile(file, (error) => troubles.push(error)), troubles }
}

describe('A ring that follows a key file', () => {
  test('seals with the first line, and opens with every line', async () => {
    await writeFile(file, `${second}\n\n  ${first}  \n`)
    const { ring } = follow()
    expect(ring.current().id).toBe(idOf(second))
    expect(ring.find(idOf(first))?.id).toBe(idOf(first))
    expect(ring.ids()).toEqual([idOf(second), idOf(first)])
  })

  test('takes a new key at once: for what it seals, and when it meets a secret that needs it', async () => {
    const [one, two] = [follow().ring, follow().ring]
    await writeKeyFile(file, [second, first])
    const sealed = createSealer(one).seal('token', place)
    expect(sealed).toContain(`.${idOf(second)}.`)
    expect(createSealer(two).open(sealed, place)).toBe('token')
  })

  test('goes on opening what it has read already when the old key is taken out', async () => {
    const { ring } = follow()
    const sealed = createSealer(ring).seal('token', place)
    await writeKeyFile(file, [second])
    expect(ring.current().id).toBe(idOf(second))
    expect(createSealer(ring).open(sealed, place)).toBe('token')
    expect(follow().ring.find(idOf(first))).toBeUndefined()
  })

  test('keeps its keys, and says so, while the file is away or half written', async () => {
    const { ring, troubles } = follow()
    await rename(file, `${file}.away`)
    expect(ring.current().id).toBe(idOf(first))
    await writeFile(file, 'half a k')
    expect(ring.current().id).toBe(idOf(first))
    expect(troubles).toHaveLength(2)
    await rm(file)
    await writeFile(file, `${third}\n`)
    expect(ring.current().id).toBe(idOf(third))
    expect(troubles).toHaveLength(2)
  })
})

describe('A key file', () => {
  test('is made for its owner only, and once', async () => {
    const own = await ownKeyFile(folder)
    const [key] = readKeyFile(own)
    expect((await stat(own)).mode & 0o777).toBe(0o600)
    await chmod(own, 0o644)
    expect(await ownKeyFile(folder)).toBe(own)
    expect((await stat(own)).mode & 0o777).toBe(0o600)
    expect(readKeyFile(own)).toEqual([key])
  })

  test('is replaced as a whole, for its owner only, and leaves nothing beside it', async () => {
    await chmod(file, 0o644)
    await writeKeyFile(file, [second, first])
    expect(await readFile(file, 'utf8')).toBe(`${second}\n${first}\n`)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('that cannot be replaced is named, and stays as it was', async () => {
    await expect(writeKeyFile(path.join(folder, 'nowhere', 'key'), [second])).rejects.toThrow(WrongKeyFile)
    await expect(writeKeyFile(path.join(folder, 'missing'), [second])).rejects.toThrow(
      /missing cannot be replaced/,
    )
    expect(await readFile(file, 'utf8')).toBe(`${first}\n`)
  })

  test('gets keys of 256 random bits', () => {
    expect(Buffer.from(newKey(), 'base64')).toHaveLength(32)
    expect(newKey()).not.toBe(newKey())
  })
})

describe('The keys of a hub', () => {
  const open = (secrets: object) => openKeyRing({ dataDir: folder }, { ...noSecrets, ...secrets })

  test('come from the settings, where they are there', async () => {
    const ring = await open({ secretKey: second, oldSecretKeys: [first] })
    expect([ring.current().id, ring.ids(), ring.file]).toEqual([
      idOf(second),
      [idOf(second), idOf(first)],
      undefined,
    ])
  })

  test('come from the file that the settings name', async () => {
    const ring = await open({ secretKeyFile: file })
    expect([ring.current().id, ring.file]).toEqual([idOf(first), file])
  })

  test('come from the data folder otherwise; a file there that is none is refused by its name', async () => {
    const own = path.join(folder, 'secret.key')
    expect((await open({})).file).toBe(own)
    await writeFile(own, 'short')
    await expect(open({})).rejects.toThrow(BadConfig)
    await expect(open({})).rejects.toThrow(`${own}: each line a key`)
  })
})
