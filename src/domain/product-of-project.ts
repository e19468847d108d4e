import type { Decided } from './reason.ts'

export interface MappedProduct {
  id: string
  name: string
  projectKey: string | null
  /** The instance it names; null: any. */
  connectionId: string | null
}

/** The project that a product stands for: its key, else its name as a key (C51). */
const keyOf = ({ projectKey, name }: MappedProduct) => (projectKey ?? name).trim().toUpperCase()

/**
 * The product of a ticket whose issue was moved to another project (CX20). The present one stays while it still maps; with several
 * or none the ticket keeps what it has, and a person is told.
 */
export function productOfProject(
  project: string,
  of: { products: MappedProduct[]; current: string | null; instanceId: string },
): Decided<string | undefined> {
  const input = { project }
  const mapped = of.products.filter(
    (product) => keyOf(product) === project && (product.connectionId ?? of.instanceId) === of.instanceId,
  )
  const stays = mapped.find(({ id }) => id === of.current)
  if (stays) {
    const because = `“${stays.name}” stands for ${project} as well.`
    return { value: stays.id, reason: { rule: 'product still maps', because, input } }
  }
  const [only, ...others] = mapped
  if (only && others.length === 0) {
    return {
      value: only.id,
      reason: { rule: 'product of the project', because: `“${only.name}” stands for ${project}.`, input },
    }
  }
  const setAside = mapped.map(({ name }) => name)
  const because = only
    ? `Several products stand for ${project} (${setAside.join(', ')}): choose one on the ticket.`
    : `No product stands for ${project}: the ticket keeps its own. Give the right product this key.`
  return { value: undefined, reason: { rule: 'product unclear', because, input, setAside, fallback: true } }
}
