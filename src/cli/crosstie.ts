#!/usr/bin/env node
import { BadConfig } from '../config.ts'
import { WrongKeyFile } from '../key-file.ts'
import { UnusableDatabase } from '../store/check-server.ts'
import { BadCommand } from './bad-command.ts'
import { NewerDatabase } from '../store/migrate.ts'
import { StoreLocked } from '../store/open.ts'
import { CannotOpen } from '../store/seal.ts'

/** Each command is loaded only when it is asked for. */
const commands: Record<string, { about: string; load: () => Promise<{ run: () => Promise<void> }> }> = {
  serve: { about: 'run the hub', load: () => import('./serve.ts') },
  migrate: { about: 'bring the database to the newest shape, and end', load: () => import('./migrate.ts') },
  backup: {
    about: 'write everything into one file: crosstie backup <file>',
    load: () => import('./backup.ts'),
  },
  restore: {
    about: 'put a backup into an empty database: crosstie restore <file>',
    load: () => import('./restore.ts'),
  },
  keys: {
    about: 'list the keys of stored secrets, or make a new one: crosstie keys list | rotate',
    load: () => import('./keys.ts'),
  },
  audit: {
    about: 'tell whether the record of who did what was changed: crosstie audit verify',
    load: () => import('./audit.ts'),
  },
  people: {
    about:
      'let somebody in who is locked out: crosstie people list | reset-password | reset-two-factor | add-owner',
    load: () => import('./people.ts'),
  },
  demo: { about: 'run the hub with simulated trackers and a story in it', load: () => import('./demo.ts') },
}

const usage = Object.entries(commands).map(([name, { about }]) => `  crosstie ${name.padEnd(8)} ${about}`)

const name = process.argv[2] ?? 'serve'
const command = commands[name]
if (!command) {
  console.error(`There is no command ${name}.\n${usage.join('\n')}`)
  process.exit(2)
}
try {
  const { run } = await command.load()
  await run()
} catch (error) {
  if (!isForPeople(error)) throw error
  console.error(error.message)
  process.exit(1)
}

/** Errors whose message tells a person what to do; the stack would only hide it. */
function isForPeople(error: unknown): error is Error {
  if (
    [BadConfig, BadCommand, WrongKeyFile, CannotOpen, StoreLocked, UnusableDatabase, NewerDatabase].some(
      (known) => error instanceof known,
    )
  )
    return true
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
