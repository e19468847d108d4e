import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { readCompose } from '../setup/compose.ts'
import { instructionsOf } from '../setup/dockerfile.ts'

const root = path.resolve(import.meta.dirname, '../..')
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')

describe('compose.yaml', () => {
  const { services, secrets, networks } = readCompose(path.join(root, 'compose.yaml'), {})

  test.each(Object.entries(services))(
    'gives %s no rights that it does not need',
    (_, { read_only, cap_drop, cap_add, security_opt, privileged, restart, user, networks: its }) => {
      expect([read_only, cap_drop, cap_add, privileged]).toEqual([true, ['ALL'], [], false])
      expect(security_opt).toContain('no-new-privileges:true')
      expect(restart).toBe('unless-stopped')
      expect(user).not.toBe('root')
      expect(its).toContain('database')
    },
  )

  test('has every secret in a file, and none in itself', () => {
    const named = Object.values(services).flatMap((service) => service.secrets)
    expect([...new Set(named)].sort()).toEqual(Object.keys(secrets).sort())
    for (const { environment, secrets: its } of Object.values(services)) {
      for (const [name, value] of Object.entries(environment)) {
        if (!/PASSWORD|SECRET|TOKEN/u.test(name)) continue
        expect(name).toMatch(/_FILE$/u)
        expect(its.map((secret) => `/run/secrets/${secret}`)).toContain(value)
      }
    }
    expect(services['hub']?.environment['DATABASE_URL']).not.toMatch(/:\/\/[^@]*:/u)
    expect(textOf('.gitignore')).toMatch(/^\/?secrets\/$/mu)
  })

  test('lets nobody reach the database but the hub, and the hub from this machine only', () => {
    expect(networks['database']).toEqual({ internal: true })
    expect(services['database']?.networks).toEqual(['database'])
    expect(services['database']?.ports).toEqual([])
    expect(services['hub']?.ports).toEqual(['127.0.0.1:3000:3000'])
  })

  test('starts the hub when the database is ready, and gives it time to end', () => {
    expect(services['hub']?.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(services['database']?.healthcheck?.test[1]).toBe('pg_isready')
    expect(services['hub']?.stop_grace_period).toBe('40s')
    expect(services['hub']?.volumes).toEqual(['data:/data'])
  })

  test('has only settings that the hub knows', () => {
    const known = textOf('docs/operating.md')
    for (const name of Object.keys(services['hub']?.environment ?? {})) expect(known).toContain(`\`${name}\``)
  })
})

describe('The Dockerfile', () => {
  const steps = instructionsOf(textOf('Dockerfile'))
  const its = (instruction: string) => steps.filter(([name]) => name === instruction).map(([, rest]) => rest)

  test('has two stages, and ends as somebody who is not root', () => {
    expect(its('FROM')).toEqual(['node:24-slim AS build', 'node:24-slim'])
    expect(its('USER')).toEqual(['10001:10001'])
    const last = steps.map(([name]) => name).lastIndexOf('RUN')
    expect(steps.findIndex(([name]) => name === 'USER')).toBeGreaterThan(last)
  })

  test('runs no script of a package, and holds no secret', () => {
    for (const command of its('RUN').filter((one) => one.startsWith('npm '))) {
      expect(command).toContain('--ignore-scripts')
    }
    expect([...its('ENV'), ...its('ARG')].join(' ')).not.toMatch(/KEY|TOKEN|PASSWORD|SECRET/u)
  })

  test('sets what the hub understands', () => {
    const settings = its('ENV')
      .join(' ')
      .matchAll(/(\w+)=(\S+)/gu)
    const { config } = readConfig(Object.fromEntries([...settings].map(([, name, value]) => [name, value])))
    expect(config).toMatchObject({ port: 3000, host: '0.0.0.0', dataDir: '/data' })
  })
})

describe('The systemd unit', () => {
  const text = textOf('deploy/crosstie.service')
  const its = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gmu'))].map(([, value]) => value)

  test.each([
    ['DynamicUser', 'yes'],
    ['StateDirectory', 'crosstie'],
    ['StateDirectoryMode', '0700'],
    ['ProtectSystem', 'strict'],
    ['ProtectHome', 'yes'],
    ['PrivateTmp', 'yes'],
    ['PrivateDevices', 'yes'],
    ['NoNewPrivileges', 'yes'],
    ['CapabilityBoundingSet', ''],
    ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX'],
    ['SystemCallArchitectures', 'native'],
    ['KillSignal', 'SIGTERM'],
    ['Restart', 'always'],
  ])('sets %s=%s', (name, value) => {
    expect(its(name)).toEqual([value])
  })

  test('filters system calls, and leaves Node its machine code', () => {
    expect(its('SystemCallFilter')).toEqual(['@system-service @pkey', '~@privileged @resources'])
    expect(its('MemoryDenyWriteExecute')).toEqual([])
  })

  test('hands secrets over as credentials, and waits longer than the queue may take to end', () => {
    expect(its('LoadCredential').map((one) => one?.split(':')[0])).toEqual(['secret-key', 'database-url'])
    expect(its('Environment').join(' ')).not.toMatch(/(?:KEY|TOKEN|PASSWORD|DATABASE_URL)=/u)
    const queueMs = Number(/timeout: ([\d_]+)/u.exec(textOf('src/jobs/queue.ts'))?.[1]?.replaceAll('_', ''))
    expect(Number(its('TimeoutStopSec')[0]) * 1000).toBeGreaterThan(3 * queueMs)
  })

  const there = existsSync('/usr/bin/systemd-analyze') || existsSync('/bin/systemd-analyze')
  test.skipIf(!there)('is understood by systemd (where systemd-analyze is there)', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-unit-'))
    const file = path.join(folder, 'crosstie.service')
    // Where Node is on this machine: that it is there is checked as well.
    await writeFile(file, text.replace('/usr/bin/node', process.execPath))
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
    const about = stderr.split('\n').filter((line) => line.includes('crosstie'))
    expect([status, about]).toEqual([0, []])
    const exposure = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', file], {
      encoding: 'utf8',
    })
    expect(Number(/Overall exposure level[^:]*: ([\d.]+)/u.exec(exposure)?.[1])).toBeLessThan(2.5)
    await rm(folder, { recursive: true })
  })
})
