import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { formOf } from './form.ts'
import { providerOf, providers } from './registry.ts'

describe('A schema becomes a form', () => {
  test('title, help, example, kind of field, secret, choices, default', () => {
    const schema = z.object({
      site: z
        .string()
        .transform((text) => text.trim())
        .meta({ title: 'Site', description: 'Where.', examples: ['https://x.example'], format: 'uri' }),
      token: z.string().meta({ title: 'Token', secret: true }),
      kind: z.enum(['a', 'b']).default('a').meta({ title: 'Kind' }),
      area: z
        .string()
        .optional()
        .meta({ title: 'Area', choices: true, dependsOn: ['kind'] }),
    })
    const plain = { required: true, secret: false, choices: false }
    expect(formOf(schema)).toEqual([
      { ...plain, name: 'site', title: 'Site', help: 'Where.', example: 'https://x.example', type: 'url' },
      { ...plain, name: 'token', title: 'Token', type: 'secret', secret: true },
      {
        ...plain,
        name: 'kind',
        title: 'Kind',
        type: 'select',
        required: false,
        options: ['a', 'b'],
        default: 'a',
      },
      {
        ...plain,
        name: 'area',
        title: 'Area',
        type: 'select',
        required: false,
        choices: true,
        dependsOn: ['kind'],
      },
    ])
  })
})

test('C29 · a secret that is typed twice has a second field, which is no secret of the connection', () => {
  const token = z.string().meta({ title: 'Token', secret: true, confirm: true })
  expect(
    formOf(z.object({ token })).map(({ name, title, secret, confirms }) => [name, title, secret, confirms]),
  ).toEqual([
    ['token', 'Token', true, undefined],
    ['tokenConfirmation', 'Confirm Token', false, 'token'],
  ])
})

test('C27, C28 · Jira’s form asks for an e-mail address on Cloud, and for a user name elsewhere', () => {
  const fields = formOf(providerOf('jira')?.config ?? z.never())
  const named = ['email', 'userName'].map((name) => fields.find((field) => field.name === name))
  expect(named).toMatchObject([
    { required: true, only: { field: 'edition', value: 'Cloud' } },
    { required: false, only: { field: 'edition', value: 'Server or Data Center' } },
  ])
})

test('A30 · Jira’s form asks for URL, email, token and default project key', () => {
  const fields = formOf(providerOf('jira')?.config ?? z.never())
  expect(fields.map(({ title, type }) => [title, type])).toEqual([
    ['Edition', 'select'],
    ['Jira URL', 'url'],
    ['Email', 'email'],
    ['Jira User Name', 'text'],
    ['API Token', 'secret'],
    ['Confirm API Token', 'secret'],
    ['Default Project Key', 'text'],
  ])
  expect(fields.at(-1)?.example).toBe('INFRA')
})

test.each(providers)(
  '$kind: every field has a title, and a field that depends on another names an existing one',
  (provider) => {
    for (const schema of [provider.config, provider.destination.schema]) {
      const fields = formOf(schema)
      const names = new Set(fields.map(({ name }) => name))
      for (const field of fields) {
        expect(field.title).not.toBe(field.name)
        for (const other of field.dependsOn ?? []) expect(names).toContain(other)
      }
    }
  },
)
