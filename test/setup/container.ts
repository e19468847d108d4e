import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmod, chown, lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { inside, type Image } from './dockerfile.ts'

const runFile = promisify(execFile)

/** Runs what an image holds, as a container would: its user, no capability, no way to more rights, its settings and no others. */
export interface Container {
  start(args?: string[]): ChildProcess
  /** Answers the exit code and everything that was said. */
  run(command: string[]): Promise<{ code: number; said: string }>
  /** Every place that the image’s user could write to. */
  writable(): Promise<string[]>
  /** Every file and folder with what would differ if somebody had written to it. */
  content(): Promise<string[]>
}

/** @param settings values that are absolute paths are paths of the image */
export function containerOf(image: Image, settings: Record<string, string>): Container {
  const mapped = Object.entries(settings).map(([name, value]): [string, string] => [
    name,
    value.startsWith('/') ? inside(image, value) : value,
  ])
  const env = { ...image.env, ...Object.fromEntries(mapped), TMPDIR: inside(image, '/tmp') }
  const cwd = inside(image, '.')
  const as = ['--reuid', image.uid, '--regid', image.gid, '--clear-groups'].map(String)
  const bounds = ['--no-new-privs', '--bounding-set', '-all', '--inh-caps', '-all', '--']
  const wrapped = (command: string[]) => [...as, ...bounds, ...command]
  const said: Container['run'] = (command) =>
    new Promise((resolve) => {
      execFile('setpriv', wrapped(command), { cwd, env }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr })
      })
    })
  return {
    start: (args = image.cmd) =>
      spawn('setpriv', wrapped([...image.entrypoint, ...args]), {
        cwd,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    run: said,
    async writable() {
      const search = ['find', image.root, '-not', '-type', 'l', '-writable']
      const { stdout } = await runFile('setpriv', [...as, '--', ...search])
      return stdout.split('\n').filter(Boolean)
    },
    async content() {
      const found = await readdir(image.root, { recursive: true, withFileTypes: true })
      const all = found.map((one) => path.join(one.parentPath, one.name))
      const outside = all.filter((place) => !image.volumes.some((volume) => place.startsWith(`${volume}/`)))
      return Promise.all(
        outside.map(async (place) => {
          const { mtimeMs, size } = await lstat(place)
          // What is written into a volume changes the time of the volume’s own folder.
          return image.volumes.includes(place) ? place : `${place} ${size} ${mtimeMs}`
        }),
      )
    },
  }
}

/** The folders and files that a container gets from outside: its tmpfs, and its secrets by name. */
export async function mount(
  image: Image,
  { tmpfs, secrets }: { tmpfs: string[]; secrets: Record<string, string> },
): Promise<void> {
  for (const place of tmpfs.map((one) => inside(image, one))) {
    await mkdir(place, { recursive: true })
    await chmod(place, 0o1777)
  }
  for (const [name, content] of Object.entries(secrets)) {
    const file = inside(image, `/run/secrets/${name}`)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content, { mode: 0o400 })
    await chown(file, image.uid, image.gid)
  }
}
