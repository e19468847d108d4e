// Runs before every script of package.json, on whatever Node the machine has: installs the dependencies
// when they are missing or older than the lock file, and builds the web and the hub when their sources are newer.
// With `browser` it also sees to it that there is a Chromium for the browser tests.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { isHubBuilt, isUpToDate } from '../bin/up-to-date.mjs'

const root = path.resolve(import.meta.dirname, '..')
const wants = new Set(process.argv.slice(2))

function run(command, args, because) {
  console.error(`… ${because}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.crosstie-installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'installing dependencies')
  // It holds the packages as they were.
  rmSync(path.join(root, 'dist/hub'), { recursive: true, force: true })
  writeFileSync(stamp, lock)
}

const at = (place) => path.join(root, place)
const bin = at('node_modules/.bin')
const node = path.join(bin, 'node')
const vite = [path.join(bin, 'vite'), 'build', '--logLevel', 'warn']

function buildWeb() {
  if (isUpToDate(at('dist/web/index.html'), [at('web'), at('vite.config.ts')])) return
  run(node, vite, 'building the web')
  run(node, [at('scripts/compress-web.mjs')], 'compressing it')
}

function buildHub() {
  if (isHubBuilt()) return
  run(node, [...vite, '--config', 'vite.hub.config.ts'], 'building the hub')
}

function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const found = names.some((name) => folders.some((folder) => existsSync(path.join(folder, name))))
  if (found || process.env.CHROMIUM_PATH) return
  const isRoot = process.getuid?.() === 0
  const apt = isRoot ? [] : ['sudo', '-n']
  const [command, ...args] = [...apt, 'apt-get', 'update', '-qq']
  run(command, args, 'looking for Chromium for the browser tests')
  const [again, ...more] = [...apt, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium']
  run(again, more, 'installing Chromium (set CHROMIUM_PATH to use another)')
}

install()
if (wants.has('web')) buildWeb()
if (wants.has('hub')) buildHub()
if (wants.has('browser')) findBrowser()
