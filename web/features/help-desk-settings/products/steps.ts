import type { Instance } from '../../../api/instances.ts'

export interface Step {
  title: string
  /** What it means here and now. */
  now: string
}

type Said = Pick<Instance, 'name' | 'settings'>

const listed = (names: string[]) => new Intl.ListFormat('en').format(names)

/** Which instance a ticket’s new issue goes to (C23, CX7). */
export function instanceWords(instances: Said[]): string {
  const [first, ...others] = instances
  if (!first) return 'No Jira instance is active, so no issue can be created.'
  if (others.length === 0) {
    return `There is one instance, “${first.name}”: every issue goes there, whatever products and versions name.`
  }
  const names = listed(instances.map(({ name }) => `“${name}”`))
  return `There are ${instances.length} instances: ${names}. The reported version’s is taken, else its product’s. A ticket without either gets no issue, and says why.`
}

/** The order in which a project is looked for (C48–C52), with what each step finds in this workspace. */
export function stepsOf(instances: Said[]): Step[] {
  return [
    { title: 'Always Use Default Project Key', now: alwaysWords(instances) },
    {
      title: 'Project key of the reported version',
      now: 'The ticket has a reported version, and that version has a key.',
    },
    {
      title: 'Project key of the product',
      now: 'The ticket has a product, and that product has a key.',
    },
    {
      title: 'Name of the product',
      now: 'The product has no key: its name is tried as one, in capital letters. If Jira has no such project, nothing is created, and that is said; step 5 is not tried.',
    },
    { title: 'Default Project Key', now: standardWords(instances) },
  ]
}

function alwaysWords(instances: Said[]): string {
  const on = instances.filter(({ settings }) => settings.alwaysDefault)
  if (on.length === 0) return 'Off everywhere: the next steps decide.'
  const keys = on.map(({ name, settings }) => `${settings.defaultProjectKey ?? 'no key'} in “${name}”`)
  return `On: all tickets go to ${listed(keys)}, and the next steps are not looked at there.`
}

function standardWords(instances: Said[]): string {
  if (instances.length > 1) {
    return 'The ticket has no product. With several instances nothing says which one to take, so it gets no issue.'
  }
  const key = instances[0]?.settings.defaultProjectKey
  return key
    ? `The ticket has no product: it goes to ${key}.`
    : 'The ticket has no product, and there is no default key: it gets no issue, and says why.'
}
