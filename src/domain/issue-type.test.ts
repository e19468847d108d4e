import { describe, expect, test } from 'vitest'
import { issueTypeFor, ticketTypeFor } from './issue-type.ts'
import { productOfProject } from './product-of-project.ts'
import { ticketStatusFor } from './support-status.ts'

describe('Types', () => {
  const known = ['Task', 'Bug']

  test('C44 · a mapping decides first, C40 · then the equal name, C41 · then the default', () => {
    const input = { ticketType: 'Bug', known, standard: 'Task' }
    expect(issueTypeFor({ ...input, mapped: 'Story' })).toMatchObject({ value: 'Story' })
    expect(issueTypeFor({ ...input, mapped: undefined })).toMatchObject({
      value: 'Bug',
      reason: { rule: 'equal name' },
    })
    expect(issueTypeFor({ ...input, ticketType: 'Question', mapped: undefined })).toMatchObject({
      value: 'Task',
      reason: { fallback: true, setAside: ['Question'] },
    })
  })

  const types = [
    { id: 'q', name: 'Question' },
    { id: 'b', name: 'Bug' },
  ]
  test('C6 · an issue’s type means the ticket’s type that is mapped to it, or called so; else the ticket keeps its own', () => {
    const from = (issueType: string, mappings: { typeId: string; issueType: string }[] = [], current = 'q') =>
      ticketTypeFor(issueType, { types, mappings, current }).value
    expect(from('Bug')).toBe('b')
    expect(from('Story')).toBeUndefined()
    expect(from('Story', [{ typeId: 'b', issueType: 'Story' }])).toBe('b')
    const both = [
      { typeId: 'q', issueType: 'Task' },
      { typeId: 'b', issueType: 'Task' },
    ]
    expect(from('Task', both)).toBe('q')
    expect(from('Task', both, 'x')).toBeUndefined()
  })
})

describe('Statuses', () => {
  const statuses = [
    { id: '1', name: 'New', category: 'New' as const },
    { id: '2', name: 'Open', category: 'Active' as const },
    { id: '3', name: 'Waiting', category: 'Active' as const },
    { id: '4', name: 'Done', category: 'Closed' as const },
  ]
  const from = (
    name: string,
    category: 'New' | 'Active' | 'Closed' | null,
    more: { defaultId?: string; current?: string } = {},
  ) =>
    ticketStatusFor(
      { name, category },
      { statuses, defaultId: more.defaultId ?? null, current: more.current ?? 'New' },
    )

  test('C32 · the equal name decides, whatever the default is', () => {
    expect(from('Done', 'Closed', { defaultId: '2' }).value?.id).toBe('4')
  })

  test('C32, CX8 · without an equal name the default, and without a default the category; a fitting one stays', () => {
    expect(from('In Review', 'Active', { defaultId: '3' })).toMatchObject({
      value: { id: '3' },
      reason: { fallback: true },
    })
    expect(from('In Review', 'Active').value?.id).toBe('2')
    expect(from('In Review', 'Active', { current: 'Waiting' }).value?.id).toBe('3')
  })

  test('AX10 · a status that nobody knows keeps the ticket’s own', () => {
    expect(from('Quux', null).value).toBeUndefined()
  })
})

describe('Projects', () => {
  const product = (id: string, projectKey: string | null, connectionId: string | null = null) => ({
    id,
    name: `Product ${id}`,
    projectKey,
    connectionId,
  })
  const from = (products: ReturnType<typeof product>[], current: string | null) =>
    productOfProject('INFRA', { products, current, instanceId: 'one' })

  test('CX20 · the present product stays while it maps; another one is taken where only one is meant', () => {
    expect(from([product('a', 'INFRA'), product('b', 'INFRA')], 'b').value).toBe('b')
    expect(from([product('a', 'INFRA'), product('b', 'CLOUD')], 'b').value).toBe('a')
    expect(from([product('a', 'INFRA', 'two'), product('b', 'INFRA', 'one')], null).value).toBe('b')
  })

  test('CX20 · with several or none the ticket keeps its own, and the reason names them', () => {
    expect(from([product('a', 'INFRA'), product('b', 'INFRA')], 'c')).toMatchObject({
      value: undefined,
      reason: { setAside: ['Product a', 'Product b'] },
    })
    expect(from([product('a', 'CLOUD')], 'a').reason.because).toContain('No product stands for INFRA')
  })

  test('C51 · a product without a key stands for the project of its name', () => {
    expect(from([{ ...product('a', null), name: 'infra' }], null).value).toBe('a')
  })
})
