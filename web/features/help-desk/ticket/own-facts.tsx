import type { SupportField } from '../../../api/help-desk-lists.ts'
import type { Fact } from '../../../ui/fact-list.tsx'
import { draftOf, saidValue, valueOf } from '../fields/draft.ts'
import { FieldInput } from '../fields/field-input.tsx'
import type { FactsOf } from './catalogue-facts.tsx'
import { EditableFact } from './editable-fact.tsx'

/** The workspace’s own fields: all of the list, and those off the list that still have a value here. */
export function ownFacts({ ticket, fields, mayEdit, hintOf }: FactsOf & { fields: SupportField[] }): Fact[] {
  const known = fields.map(({ id, name, kind, options }) => {
    const value = ticket.fields.find((field) => field.id === id)?.value ?? null
    const fact: Fact = {
      label: name,
      value: (
        <EditableFact
          ticket={ticket}
          name={`field ${name}`}
          hint={hintOf(`field:${id}`)}
          edit={
            mayEdit
              ? {
                  start: draftOf(kind, value),
                  draw: ({ value: draft, error, onChange }) => (
                    <FieldInput
                      bare
                      label={name}
                      kind={kind}
                      options={options}
                      value={draft}
                      error={error}
                      onChange={onChange}
                    />
                  ),
                  change: (draft) => ({ fields: { [id]: valueOf(kind, draft) } }),
                }
              : null
          }
        >
          {value !== null && <span style={{ whiteSpace: 'pre-wrap' }}>{saidValue(kind, value)}</span>}
        </EditableFact>
      ),
    }
    return fact
  })
  const off = ticket.fields
    .filter(({ id }) => !fields.some((field) => field.id === id))
    .map(({ name, kind, value }) => ({ label: `${name} (off the list)`, value: saidValue(kind, value) }))
  return [...known, ...off]
}
