import { spawn, type ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../config.ts'
import { startDemoConsole, startTrackers, type DemoTracker } from './demo-trackers.ts'
import { tellStory } from './tell-story.ts'

type DemoConsole = Awaited<ReturnType<typeof startDemoConsole>>

const script = path.resolve(import.meta.dirname, '../../bin/crosstie.mjs')
const admin = { email: 'admin@example.com', password: 'crosstie-demo' }

/**
 * A hub as in real use, in a process of its own, beside simulated trackers that outlive it: the hub can be killed
 * and comes back. Every start of the demo begins anew.
 */
export async function run(): Promise<void> {
  const { config } = readConfig(process.env)
  const dataDir = path.join(config.dataDir, 'demo')
  await rm(dataDir, { recursive: true, force: true })
  const trackers = await startTrackers()
  const alarmConsole = await startDemoConsole()
  const address = `http://localhost:${config.port}`
  const env = {
    ...process.env,
    CROSSTIE_DATA_DIR: dataDir,
    CROSSTIE_ADMIN_EMAIL: admin.email,
    CROSSTIE_ADMIN_PASSWORD: admin.password,
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: [...trackers, alarmConsole].map(({ url }) => new URL(url).host).join(','),
    DATABASE_URL: '',
    // Beside the folder that every start of the demo begins anew with.
    NODE_COMPILE_CACHE: path.join(config.dataDir, 'compile-cache'),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  }
  const hub = supervise(env)
  await ready(address, hub)
  const { partnerToken } = await tellStory({ address, admin, writeBack: alarmConsole.writeBack })
  console.log(story(address, { trackers, alarmConsole, partnerToken, pid: hub.current()?.pid }))
  const stop = () => {
    hub.stop()
    void Promise.all([...trackers, alarmConsole].map((one) => one.close())).then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

interface Supervised {
  current(): ChildProcess | undefined
  stop(): void
}

/** Starts the hub, and starts it again when it is killed, as a service manager would. */
function supervise(env: Record<string, string | undefined>): Supervised {
  let stopping = false
  let child: ChildProcess | undefined
  const start = () => {
    child = spawn(process.execPath, [script, 'serve'], { env, stdio: 'inherit' })
    child.on('exit', (code, signal) => {
      if (stopping) return
      if (signal === null) process.exit(code ?? 1)
      console.log(`The hub was ended by ${signal}; it is started again.`)
      start()
    })
  }
  start()
  return {
    current: () => child,
    stop() {
      stopping = true
      child?.kill('SIGTERM')
    },
  }
}

const longestStartMs = 60_000

async function ready(address: string, hub: Supervised): Promise<void> {
  const until = Date.now() + longestStartMs
  while (Date.now() < until && hub.current()?.exitCode === null) {
    try {
      if ((await fetch(`${address}/readyz`)).ok) return
    } catch {
      // Not listening yet.
    }
    await wait(100)
  }
  throw new Error('The hub did not become ready.')
}

interface Started {
  trackers: DemoTracker[]
  alarmConsole: DemoConsole
  partnerToken: string
  pid: number | undefined
}

function story(address: string, { trackers, alarmConsole, partnerToken, pid }: Started): string {
  const cards = trackers.map(({ title, url, fields }) => {
    const lines = fields.map(([name, value]) => `      ${name.padEnd(22)} ${value}`)
    return [`    ${title}, whose own pages are at ${url}`, ...lines].join('\n')
  })
  return `
  Crosstie is ready:   ${address}
  Sign in with:        ${admin.email}  /  ${admin.password}

  Connect one of the simulated trackers under Admin Settings > Ticket Providers
  (${address}/workspace/adminsettings/ticket-providers):

${cards.join('\n\n')}

  On their pages issues are moved and commented on, as people there would.
  The help desk (${address}/help-desk) has tickets of three customers; once Jira is connected, give one of them an issue.
  A ticket from one of the alarms is written back to the simulated alarm console at ${alarmConsole.url}.
  A partner has opened tickets, which the desk works on (${address}/desk). Call the hub as its program (${address}/api/docs):
    curl ${address}/api/tickets/ -H 'Authorization: Bearer ${partnerToken}'
  The hub is process ${pid}; kill it if you like, it comes back. Ctrl-C ends everything.
`
}
