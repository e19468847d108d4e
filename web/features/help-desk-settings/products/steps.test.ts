import { expect, test } from 'vitest'
import type { InstanceSettings } from '../../../api/instances.ts'
import { instanceWords, stepsOf } from './steps.ts'

const instance = (name: string, changes: Partial<InstanceSettings> = {}) => ({
  name,
  settings: { defaultProjectKey: null, alwaysDefault: false, ...changes } as InstanceSettings,
})

test('C48–C52 · five steps, in this order', () => {
  expect(stepsOf([]).map(({ title }) => title)).toEqual([
    'Always Use Default Project Key',
    'Project key of the reported version',
    'Project key of the product',
    'Name of the product',
    'Default Project Key',
  ])
})

test('C35, C48 · the first step names the instances in which it is on', () => {
  const both = [instance('Default', { alwaysDefault: true, defaultProjectKey: 'INFRA' }), instance('Labs')]
  expect(stepsOf(both)[0]?.now).toBe(
    'On: all tickets go to INFRA in “Default”, and the next steps are not looked at there.',
  )
  expect(stepsOf([instance('Default')])[0]?.now).toMatch(/^Off everywhere/)
})

test('C52, CX6 · the last step says the key, or that there is none', () => {
  expect(stepsOf([instance('Default', { defaultProjectKey: 'INFRA' })])[4]?.now).toMatch(/goes to INFRA/)
  expect(stepsOf([instance('Default')])[4]?.now).toMatch(/no default key/)
})

test('C23, CX7 · with several instances the product or version has to name one', () => {
  expect(instanceWords([instance('Default')])).toMatch(/one instance, “Default”/)
  expect(instanceWords([instance('Default'), instance('Labs')])).toMatch(/2 instances.*version’s.*product’s/)
  expect(instanceWords([])).toMatch(/No Jira instance is active/)
  expect(stepsOf([instance('Default'), instance('Labs')])[4]?.now).toMatch(/gets no issue/)
})
