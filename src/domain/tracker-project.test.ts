import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  projectFor,
  type CataloguePlace,
  type InstanceProject,
  type ProjectInput,
} from './tracker-project.ts'

const instance = (changes: Partial<InstanceProject> = {}): InstanceProject => ({
  id: 'i1',
  name: 'Default',
  defaultProjectKey: 'DEF',
  alwaysDefault: false,
  ...changes,
})
const place = (changes: Partial<CataloguePlace> = {}): CataloguePlace => ({
  name: 'Router',
  projectKey: null,
  instanceId: null,
  ...changes,
})
const decide = (changes: Partial<ProjectInput>) => {
  const found = projectFor({ instances: [instance()], product: null, version: null, ...changes })
  return 'value' in found ? found.value.projectKey : found.because
}

describe('The five steps', () => {
  test('C35, C48 · with “Always Use Default Project Key” every ticket takes the default key', () => {
    const instances = [instance({ alwaysDefault: true })]
    const version = place({ projectKey: 'VER' })
    expect(decide({ instances, product: place({ projectKey: 'PRO' }), version })).toBe('DEF')
  })

  test('CX4 · and without one that is an error, whatever the product says', () => {
    const instances = [instance({ alwaysDefault: true, defaultProjectKey: ' ' })]
    expect(decide({ instances, product: place({ projectKey: 'PRO' }) })).toMatch(/has none/)
  })

  test('C47, C49 · the reported version’s key goes before the product’s', () => {
    const version = place({ name: '2.1', projectKey: 'VER' })
    expect(decide({ product: place({ projectKey: 'PRO' }), version })).toBe('VER')
  })

  test('C50 · the product’s key, where the version has none', () => {
    expect(decide({ product: place({ projectKey: 'PRO' }), version: place() })).toBe('PRO')
  })

  test('C51, CX5 · a product without a key gives its name, in capitals; the default key is not asked', () => {
    expect(decide({ product: place({ name: ' Router ' }) })).toBe('ROUTER')
  })

  test('C30, C52 · without a product the default key is used', () => {
    expect(decide({})).toBe('DEF')
  })

  test('CX6 · without a product and a default key there is no project, and it is said why', () => {
    expect(decide({ instances: [instance({ defaultProjectKey: null })] })).toMatch(
      /no product.*no default project key/,
    )
  })
})

describe('Several instances', () => {
  const instances = [instance(), instance({ id: 'i2', name: 'Plant', defaultProjectKey: 'PLANT' })]
  const chosen = (changes: Partial<ProjectInput>) => {
    const found = projectFor({ instances, product: null, version: null, ...changes })
    return 'value' in found ? found.value.instanceId : found.because
  }

  test('C23 · the product names the instance', () => {
    expect(chosen({ product: place({ instanceId: 'i2', projectKey: 'PRO' }) })).toBe('i2')
  })

  test('CX7 · a version may name another; else its product’s holds', () => {
    const product = place({ instanceId: 'i2', projectKey: 'PRO' })
    expect(chosen({ product, version: place({ instanceId: 'i1' }) })).toBe('i1')
    expect(chosen({ product, version: place() })).toBe('i2')
  })

  test('C23, CX7 · nobody guesses one', () => {
    expect(chosen({})).toMatch(/several Jira instances.*no product/)
    expect(chosen({ product: place() })).toMatch(/“Router” names none/)
    expect(chosen({ product: place({ instanceId: 'gone' }) })).toMatch(/switched off or gone/)
  })
})

test('C47–C52 · whatever the ticket carries, the answer is one key with its reason or one sentence that says what is missing', () => {
  const key = fc.option(fc.constantFrom('A', 'B', ' '), { nil: null })
  const somePlace = fc.option(
    fc.record({
      name: fc.constantFrom('x', 'y'),
      projectKey: key,
      instanceId: fc.option(fc.constantFrom('1', '2', '3'), { nil: null }),
    }),
    { nil: null },
  )
  const instances = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('1', '2'),
      name: fc.constant('n'),
      defaultProjectKey: key,
      alwaysDefault: fc.boolean(),
    }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(fc.record({ instances, product: somePlace, version: somePlace }), (input) => {
      const found = projectFor(input)
      if (!('value' in found)) {
        expect(found.because).toMatch(/\.$/)
        return
      }
      expect(found.value.projectKey.trim()).toBe(found.value.projectKey)
      expect(found.value.projectKey).not.toBe('')
      expect(input.instances.map(({ id }) => id)).toContain(found.value.instanceId)
      expect(found.reason.because).toMatch(/\.$/)
    }),
  )
})
