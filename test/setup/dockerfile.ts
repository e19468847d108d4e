import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, cp, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const runFile = promisify(execFile)

/** What a Dockerfile leaves behind: a folder in the place of a root file system, and how to run it. */
export interface Image {
  root: string
  env: Record<string, string>
  workdir: string
  uid: number
  gid: number
  volumes: string[]
  stopSignal: string
  healthcheck: string[]
  entrypoint: string[]
  cmd: string[]
}

interface Build {
  /** The folder that COPY takes from. */
  context: string
  /** Where the stages’ folders are made. */
  folder: string
  ignored: (file: string) => boolean
  stages: Map<string, Image>
}

type Step = (image: Image, rest: string, build: Build) => Promise<void> | void

/** Every instruction that Crosstie’s own Dockerfile uses; another one has to be taught here first. */
const steps: Record<string, Step> = {
  LABEL: () => undefined,
  EXPOSE: () => undefined,
  ENV(image, rest) {
    for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/gu)) {
      image.env[name] = value.startsWith('/') ? inside(image, value) : value
    }
  },
  async WORKDIR(image, rest) {
    image.workdir = path.resolve(image.workdir, rest)
    await mkdir(inside(image, '.'), { recursive: true })
  },
  COPY: copy,
  async RUN(image, rest) {
    // Absolute paths are those of the image.
    const command = rest.replaceAll(/(?<=\s)\/(?=\w)/gu, `${image.root}/`)
    await runFile('sh', ['-c', command], { cwd: inside(image, '.'), env: buildEnv(image) })
  },
  USER(image, rest) {
    const [uid, gid] = rest.split(':').map(Number)
    if (!uid || !gid) throw new Error(`USER ${rest}: only numbers, and not root.`)
    Object.assign(image, { uid, gid })
  },
  VOLUME: (image, rest) => void image.volumes.push(inside(image, rest)),
  STOPSIGNAL: (image, rest) => void (image.stopSignal = rest),
  HEALTHCHECK: (image, rest) => void (image.healthcheck = listIn(rest.replace(/^.*?\bCMD /u, ''))),
  ENTRYPOINT: (image, rest) => void (image.entrypoint = listIn(rest)),
  CMD: (image, rest) => void (image.cmd = listIn(rest)),
}

/** Carries the Dockerfile of a folder out, step by step; answers its last stage. */
export async function buildImage(context: string, folder: string): Promise<Image> {
  const build = { context, folder, ignored: readIgnored(context), stages: new Map<string, Image>() }
  let image: Image | undefined
  for (const [instruction, rest] of instructionsOf(readFileSync(path.join(context, 'Dockerfile'), 'utf8'))) {
    if (instruction === 'FROM') {
      image = await startStage(build, rest)
      continue
    }
    const step = steps[instruction]
    if (!step || !image) throw new Error(`The Dockerfile has a step that is not known here: ${instruction}`)
    await step(image, rest, build)
  }
  if (!image) throw new Error('The Dockerfile has no FROM.')
  return image
}

/** A path of the image, as a path of this machine. */
export const inside = ({ root, workdir }: Pick<Image, 'root' | 'workdir'>, place: string) =>
  path.join(root, path.resolve(workdir, place))

export function instructionsOf(text: string): [string, string][] {
  const lines = text
    .replaceAll(/^\s*#.*\n/gmu, '')
    .replaceAll(/\\\n\s*/gu, '')
    .split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/u.exec(line.trim()) ?? []
      return [instruction, rest]
    })
}

/** In the place of node:24-slim: a folder with nothing but the Node that runs this test. */
async function startStage({ folder, stages }: Build, rest: string): Promise<Image> {
  const [, base, name = 'last'] = /^(\S+)(?: AS (\S+))?$/u.exec(rest) ?? []
  if (base !== 'node:24-slim') throw new Error(`FROM ${base}: only node:24-slim is known here.`)
  const root = path.join(folder, name)
  const bin = path.join(root, 'usr/local/bin')
  await mkdir(bin, { recursive: true })
  await cp(process.execPath, path.join(bin, 'node'))
  await chmod(path.join(bin, 'node'), 0o755)
  const image: Image = {
    root,
    env: { PATH: `${bin}:/usr/bin:/bin` },
    workdir: '/',
    uid: 0,
    gid: 0,
    volumes: [],
    stopSignal: '',
    healthcheck: [],
    entrypoint: [],
    cmd: [],
  }
  stages.set(name, image)
  return image
}

async function copy(image: Image, rest: string, { context, ignored, stages }: Build): Promise<void> {
  const words = rest.split(/\s+/u)
  const from = words.filter((word) => word.startsWith('--'))
  const [to = '', ...sources] = words.filter((word) => !word.startsWith('--')).toReversed()
  const stage = from.length > 0 ? stages.get(from.join(' ').replace('--from=', '')) : undefined
  if (from.length > 0 && !stage) throw new Error(`COPY ${from.join(' ')}: not known here.`)
  for (const source of sources) {
    const origin = stage ? path.join(stage.root, source) : path.join(context, source)
    const into = to.endsWith('/') && !(await stat(origin)).isDirectory()
    const target = inside(image, into ? path.join(to, path.basename(source)) : to)
    const filter = (file: string) => stage !== undefined || !ignored(path.relative(context, file))
    if (!filter(origin)) throw new Error(`COPY ${source}: .dockerignore keeps it out.`)
    await mkdir(path.dirname(target), { recursive: true })
    await cp(origin, target, { recursive: true, filter, verbatimSymlinks: true })
  }
}

/** The last pattern that fits a file or a folder above it decides. */
function readIgnored(context: string): (file: string) => boolean {
  const patterns = readFileSync(path.join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  return (file) => {
    const above = file.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))
    const fits = (pattern: string) => above.some((one) => path.matchesGlob(one, pattern))
    const last = patterns.findLast((pattern) => fits(pattern.replace(/^!/u, '')))
    return last !== undefined && !last.startsWith('!')
  }
}

/** A build sees the image’s own settings, and of this machine what leads to the registry and its cache. */
function buildEnv(image: Image): Record<string, string | undefined> {
  const mine = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|NODE_(?!EXTRA_CA)|VITE|CROSSTIE_|INIT_CWD)/u.test(name),
  )
  const without = (process.env['PATH'] ?? '').split(':').filter((place) => !place.includes('node_modules'))
  const places = [path.join(image.root, 'usr/local/bin'), ...without].join(':')
  return { ...Object.fromEntries(mine), ...image.env, npm_config_prefer_offline: 'true', PATH: places }
}

function listIn(rest: string): string[] {
  const list: unknown = JSON.parse(rest)
  if (!Array.isArray(list)) throw new Error(`${rest}: only the form with brackets is known here.`)
  return list.map(String)
}
