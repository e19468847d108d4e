// Runs before every script of package.json, on whatever Node the machine has: installs the dependencies
// when they are missing or older than the lock file, and builds the web when its sources are newer than it.
// With `browser` it also sees to it that there is a Chromium for the browser tests.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'

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
  writeFileSync(stamp, lock)
}

function newest(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const full = path.join(folder, entry.name)
    return Math.max(latest, entry.isDirectory() ? newest(full) : statSync(full).mtimeMs)
  }, 0)
}

function buildWeb() {
  const built = path.join(root, 'dist/web/index.html')
  const sources = Math.max(
    newest(path.join(root, 'web')),
    statSync(path.join(root, 'vite.config.ts')).mtimeMs,
  )
  if (existsSync(built) && statSync(built).mtimeMs > sources) return
  const bin = path.join(root, 'node_modules/.bin')
  const node = path.join(bin, 'node')
  run(node, [path.join(bin, 'vite'), 'build', '--logLevel', 'warn'], 'building the web')
  run(node, [path.join(root, 'scripts/compress-web.mjs')], 'compressing it')
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
if (wants.has('browser')) findBrowser()
