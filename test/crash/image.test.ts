import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsAtAll, type Lock } from '../../scripts/lock-file.ts'
import { createApi } from '../setup/api.ts'
import { readCompose } from '../setup/compose.ts'
import { containerOf, mount, type Container } from '../setup/container.ts'
import { buildImage, inside, type Image } from '../setup/dockerfile.ts'
import { freePort } from '../setup/hub-process.ts'
import { newDatabase } from '../setup/store.ts'

const context = path.resolve(import.meta.dirname, '../..')
const token = 'token-of-the-image-test-only-32-characters'
const secrets = {
  'secret-key': 'a secret key for the image test only, of 32 and more',
  'admin-password': 'correct horse battery staple',
  // Of the tests’ PostgreSQL server.
  'database-password': 'crosstie',
}

/** Whoever builds an image is root: only then can its files belong to somebody else than who runs it. */
const canBuild = process.platform === 'linux' && process.getuid?.() === 0

describe.skipIf(!canBuild)('The image, made step by step in a clean folder (on Linux, as root)', () => {
  let folder: string
  let image: Image
  let container: Container
  let running: ChildProcess | undefined
  let url: string
  let log = ''

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'crosstie-image-'))
    await chmod(folder, 0o755)
    image = await buildImage(context, folder)
    const { hub } = readCompose(path.join(context, 'compose.yaml'), {}).services
    if (!hub) throw new Error('compose.yaml has no hub.')
    await mount(image, { tmpfs: hub.tmpfs, secrets })
    const port = String(await freePort())
    url = `http://127.0.0.1:${port}`
    container = containerOf(image, {
      ...hub.environment,
      DATABASE_URL: await whereItIsHere(hub.environment['DATABASE_URL'] ?? ''),
      CROSSTIE_ADMIN_TOKEN: token,
      PORT: port,
    })
  }, 300_000)
  afterAll(async () => {
    running?.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  test('holds what runs, and neither tests, tools, simulators nor the history', async () => {
    expect((await readdir(image.root)).sort()).toEqual(['app', 'data', 'run', 'tmp', 'usr'])
    expect(await readdir(inside(image, '.'))).toEqual(['bin', 'dist', 'node_modules', 'package.json'])
    expect(await readdir(inside(image, 'dist'))).toEqual(['hub', 'web'])
    const hub = await Promise.all(
      (await readdir(inside(image, 'dist/hub'))).map((file) =>
        readFile(inside(image, `dist/hub/${file}`), 'utf8'),
      ),
    )
    // Where each part comes from.
    const sources = hub.join('\n').match(/^\/\/ \S+\.tsx?$/gmu) ?? []
    expect(sources.length).toBeGreaterThan(300)
    expect(sources.filter((source) => !/^\/\/ src\/(?!.*(?:\.test\.|\/testing\/))/u.test(source))).toEqual([])
    const packages = await readdir(inside(image, 'node_modules'), { recursive: true })
    const lock = JSON.parse(readFileSync(path.join(context, 'package-lock.json'), 'utf8')) as Lock
    const wanted = Object.entries(lock.packages)
      .filter(([place, entry]) => place !== '' && runsAtAll(entry))
      .map(([place]) => place.slice('node_modules/'.length))
    const found = packages.filter((file) =>
      /(?:^|node_modules\/)(?:@[^/]+\/)?[^/@]+\/package\.json$/u.test(file),
    )
    expect(found.map((file) => path.dirname(file)).sort()).toEqual(wanted.sort())
  })

  test('can be written to in its data folder and the temporary one, and nowhere else', async () => {
    expect((await container.writable()).sort()).toEqual([inside(image, '/data'), inside(image, '/tmp')])
  })

  test('runs as its own user without rights, becomes healthy, makes a ticket, ends on SIGTERM, and has written to its data folder only', async () => {
    const before = await container.content()
    const hub = container.start()
    running = hub
    for (const stream of [hub.stdout, hub.stderr]) stream?.on('data', (text: Buffer) => (log += text))
    const exit = new Promise<number | null>((resolve) => hub.once('exit', resolve))
    await healthy(hub)
    const status = await readFile(`/proc/${hub.pid}/status`, 'utf8')
    for (const line of [
      /^Uid:\t10001\t10001\t10001/mu,
      /^NoNewPrivs:\t1$/mu,
      /^CapEff:\t0+$/mu,
      /^CapBnd:\t0+$/mu,
    ])
      expect(status).toMatch(line)

    const api = createApi(url, token)
    const made = await api.post('/v1/support-tickets', { title: 'Cannot sign in' })
    expect([made.status, made.body.errors]).toEqual([201, undefined])
    const page = await fetch(url)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="root">')])

    hub.kill(image.stopSignal as NodeJS.Signals)
    expect([await exit, log]).toEqual([0, expect.stringContaining('Crosstie is ready')])
    expect(await container.content()).toEqual(before)
  })

  test.each([
    [['keys', 'list']],
    [['people', 'list']],
    [['audit', 'verify']],
    [['backup', 'backup.jsonl.gz']],
  ])('also runs crosstie %j', async ([command = '', ...args]) => {
    const given = args.map((one) => (one.includes('.') ? path.join(inside(image, '/data'), one) : one))
    const done = await container.run([...image.entrypoint, command, ...given])
    expect(done).toMatchObject({ code: 0 })
  })

  /** Asks as Docker would, until it is so. */
  async function healthy(hub: ChildProcess): Promise<void> {
    while ((await container.run(image.healthcheck)).code !== 0) {
      if (hub.exitCode !== null) throw new Error(`The hub ended before it was healthy: ${log}`)
    }
  }
})

/** The same user and way of getting the password, on the tests’ own server. */
async function whereItIsHere(address: string): Promise<string> {
  const there = new URL(address)
  const here = new URL(await newDatabase())
  there.host = here.host
  there.pathname = here.pathname
  return there.href
}
