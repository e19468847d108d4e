import { expect } from 'vitest'
import type { DiagnosticRun, Service } from '../../src/http/contract/diagnostics.ts'
import type { Operator } from '../../src/http/contract/operator.ts'
import type { Api, ApiAnswer } from './api.ts'
import type { World } from './world.ts'

export interface Partner {
  operator: Operator
  token: string
  /** The token’s name: `author` on the wire. */
  login: string
  /** Calls the hub as a program of the operator. */
  api: Api
  services: [Service, Service]
  /** A completed standard run on the first service. */
  run: DiagnosticRun
  /** A body that `POST /api/tickets/` takes: on the first service and its run, unless it is said otherwise. */
  newTicket(overrides?: object): NewTicket
}

interface NewTicket {
  [field: string]: unknown
  operator_ticket_ref: unknown
  diagnostic_run_id: unknown
}

let count = 0

/** Registers an operator with a token, two services, and a completed standard run on the first of them. */
export async function partner(world: World, name = `Partner ${(count += 1)}`): Promise<Partner> {
  const { api } = world
  const operator: Operator = made(
    await api.post('/v1/operators', {
      name,
      displayName: `${name} Support`,
      contactUuid: crypto.randomUUID(),
      owner: `${name} Networks`,
      grt: 'GRT-North',
      emails: [`noc@${slug(name)}.example.com`],
      // Tests of the quota set their own.
      requestsPerMinute: 100_000,
    }),
  )
  const login = { name: `${slug(name)}-api`, email: `api@${slug(name)}.example.com` }
  const { token } = made(await api.post(`/v1/operators/${operator.id}/tokens`, login))
  const services: [Service, Service] = [await register(api, operator), await register(api, operator)]
  const run = await completedRun(api, services[0].uuid)
  const newTicket = (overrides: object = {}) => ({
    diagnostic_run_id: run.alias,
    type: 'service',
    service_uuid: services[0].uuid,
    operator_ticket_ref: crypto.randomUUID(),
    description: 'The line has been down since this morning.',
    initial_comment: 'The customer has restarted the modem.',
    category: 'synchro',
    priority: 'low',
    owner_contact: {
      first_name: 'Ada',
      last_name: 'Bell',
      email: 'ada.bell@example.com',
      phone_number: '+33 1 23 45 67 89',
    },
    ...overrides,
  })
  return { operator, token, login: login.name, api: world.as(token), services, run, newTicket }
}

/** Brings in a completed standard run on a service. */
export async function completedRun(api: Api, service: string, fields: object = {}): Promise<DiagnosticRun> {
  return made(
    await api.post('/v1/diagnostic-runs', {
      status: 'completed',
      service,
      findings: [{ category: 'synchro', text: 'No synchronisation on the port.' }],
      ...fields,
    }),
  )
}

async function register(api: Api, operator: Operator): Promise<Service> {
  const fields = { uuid: crypto.randomUUID(), operatorId: operator.id, productName: 'Fibre Pro 1G' }
  return made(await api.post('/v1/services', fields))
}

function made({ status, body }: ApiAnswer) {
  expect([status, body]).toEqual([201, expect.any(Object)])
  return body
}

const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z\d]+/gu, '-')
