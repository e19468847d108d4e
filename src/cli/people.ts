import { recordForPerson } from '../audit/record-for-person.ts'
import { readConfig } from '../config.ts'
import type { Context, Log } from '../domain/context.ts'
import { createAuth, type Auth } from '../http/auth/auth.ts'
import { newId } from '../new-id.ts'
import { migrate } from '../store/migrate.ts'
import { openStore, type OpenStore } from '../store/open.ts'
import { findPersonByEmail, listPeople, switchTwoFactorOff, type PersonRow } from '../store/people.ts'
import { endSessions } from '../store/sessions.ts'
import { addMember, allWorkspaces } from '../store/workspaces.ts'
import { BadCommand } from './bad-command.ts'

const usage = [
  'crosstie people list                             shows the people, their workspaces and roles',
  'crosstie people reset-password <e-mail>          prints a link with which they set a new password, within an hour',
  'crosstie people reset-two-factor <e-mail>        switches their two-factor off and signs them out everywhere',
  'crosstie people add-owner <e-mail> [workspace]   makes them an owner; of the first workspace, if none is named',
].join('\n')

/** What is done here is done by whoever can read the database: the record says so. */
const by = { id: 'hub', name: 'Command line' }

interface Opened {
  ctx: Pick<Context, 'newId' | 'now'>
  store: OpenStore
  auth: Auth
  publicUrl: string
}

/** For an installation whose people cannot help themselves. */
export async function run(): Promise<void> {
  const [what = '', email, workspace] = process.argv.slice(3)
  const command = commands[what]
  if (!command || (what !== 'list' && !email)) throw new BadCommand(usage)
  const { config, secrets } = readConfig(process.env)
  const store = await openStore(
    secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: config.dataDir },
  )
  try {
    await migrate(store)
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`
    const now = () => new Date()
    // It signs nothing here: the links that it makes are known by their digest.
    const auth = createAuth(store, {
      secret: 'only links are made here, no sessions',
      publicUrl,
      log: silent,
      now,
    })
    await auth.migrate()
    await command({ ctx: { newId, now }, store, auth, publicUrl }, { email: email ?? '', workspace })
  } finally {
    await store.close()
  }
}

const commands: Record<
  string,
  (opened: Opened, of: { email: string; workspace?: string | undefined }) => Promise<void>
> = {
  async list({ store }) {
    const people = await listPeople(store.db)
    for (const { name, email, twoFactor, workspaces } of people) {
      console.log(
        `${email}  ${name}  ${twoFactor ? 'two-factor' : 'no two-factor'}  ${workspaces || 'no workspace'}`,
      )
    }
    console.log(people.length === 1 ? '1 person.' : `${people.length} people.`)
  },

  async 'reset-password'(opened, { email }) {
    const person = await known(opened, email)
    await recordForPerson(opened, person, { action: 'password.reset-link-made', by })
    console.log(await resetLink(opened, person))
  },

  async 'reset-two-factor'(opened, { email }) {
    const person = await known(opened, email)
    const { store, ctx } = opened
    await store.db.transaction().execute(async (tx) => {
      if (!(await switchTwoFactorOff(tx, person.id))) throw new BadCommand(`${email} has no two-factor.`)
      await endSessions(tx, person.id)
      await recordForPerson({ ctx, store: { db: tx } }, person, {
        action: 'member.two-factor-reset',
        by,
      })
    })
    console.log(`The two-factor of ${email} is off, and they are signed out everywhere.`)
  },

  async 'add-owner'(opened, { email, workspace }) {
    const { store, ctx, auth } = opened
    const there = await workspaceNamed(opened, workspace)
    const found = await findPersonByEmail(store.db, email)
    const name = email.split('@')[0] ?? email
    const id = found?.id ?? (await auth.makePerson({ email, name, proven: false }))
    const person = found ?? { id, name, email: email.toLowerCase() }
    await store.db.transaction().execute(async (tx) => {
      await addMember(tx, { workspaceId: there.id, userId: id, role: 'owner', createdAt: ctx.now() })
      const deed = { action: 'member.made-owner', after: { workspace: there.name, role: 'owner' }, by }
      await recordForPerson({ ctx, store: { db: tx } }, person, deed)
    })
    console.log(`${person.email} is an owner of ${there.name}.`)
    if (!found) console.log(await resetLink(opened, person))
  },
}

async function known({ store }: Opened, email: string): Promise<PersonRow> {
  const person = await findPersonByEmail(store.db, email)
  if (person) return person
  throw new BadCommand(`There is no account with the address ${email}. \`crosstie people list\` shows all.`)
}

async function workspaceNamed({ store }: Opened, wanted: string | undefined) {
  const all = await allWorkspaces(store.db)
  const matching =
    wanted === undefined ? all.slice(0, 1) : all.filter(({ id, name }) => [id, name].includes(wanted))
  const [first] = matching
  if (first && matching.length === 1) return first
  const names = all.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  throw new BadCommand(
    matching.length > 1
      ? `There are several workspaces of this name; give the id:\n${names}`
      : `There is no such workspace. There are:\n${names}`,
  )
}

async function resetLink({ auth, publicUrl }: Opened, { id, email }: Pick<PersonRow, 'id' | 'email'>) {
  const url = `${publicUrl}/reset-password/${await auth.passwordReset(id, 'hand')}`
  return `Hand this link to ${email}; it works once, within an hour:\n${url}`
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
