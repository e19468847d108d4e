import type { Instance } from '../../connections/instances.ts'
import { helpDeskOf } from '../../connections/tracker-of.ts'
import type { Deps } from '../../deps.ts'
import { remedyOf } from '../../domain/fault.ts'
import { Refusal } from '../../domain/refusal.ts'
import { withComments } from '../../inbound/with-comments.ts'
import type { LinkedIssue } from '../../providers/help-desk.ts'
import { ProviderError } from '../../providers/provider.ts'
import { fieldMappings } from '../../store/field-mappings.ts'

const keyForm = /^(?:[A-Za-z][A-Za-z\d_]*-\d{1,18}|\d{1,18})$/u
const field = 'issue'

/** The key in what a person gave: a key, an id, or the address of an issue's page. */
export function keyIn(text: string): string | undefined {
  const last = URL.canParse(text) ? (/([^/]+)\/*$/u.exec(new URL(text).pathname)?.[1] ?? '') : text
  const key = last.trim()
  return keyForm.test(key) ? key.toUpperCase() : undefined
}

/**
 * Reads an issue with all that linking needs.
 * @throws {Refusal} with the tracker's words where there is none (CX14)
 */
export async function lookUpIssue(deps: Deps, instance: Instance, text: string): Promise<LinkedIssue> {
  const { connection, name } = instance
  const key = keyIn(text)
  if (!key) {
    const message = 'the key of an issue such as TEST-12, its id, or the address of its page'
    throw new Refusal('invalid', `“${text.slice(0, 100)}” is no key of an issue.`, {
      errors: [{ field, message }],
    })
  }
  const mappings = await fieldMappings(deps.store.db, connection.id)
  try {
    const desk = helpDeskOf(deps, connection)
    const { issues } = await desk.read(
      [key],
      mappings.map(({ fieldId }) => fieldId),
    )
    if (issues[0]) return await withComments(deps, connection, { desk, issue: issues[0] })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    if (fault.kind !== 'not-found' && fault.kind !== 'invalid') {
      throw new Refusal('unreachable', `${name} could not be asked. ${remedyOf(fault)}`, { fault })
    }
    throw new Refusal('invalid', `${name}: ${fault.detail}`, {
      errors: [{ field, message: fault.detail }],
      fault,
    })
  }
  const message = 'the key of an issue that exists and that the integration user may see'
  throw new Refusal('invalid', `${name} has no issue ${key}, or the integration user may not see it.`, {
    errors: [{ field, message }],
  })
}
