import type { ChosenName, SupportTicket } from '../../../api/help-desk.ts'
import type { Catalogue } from '../../../api/help-desk-lists.ts'
import type { Fact } from '../../../ui/fact-list.tsx'
import { CatalogueSelect, type Choice } from '../fields/catalogue-select.tsx'
import { EditableFact } from './editable-fact.tsx'
import type { HintOf } from './field-hints.ts'

export interface FactsOf {
  ticket: SupportTicket
  mayEdit: boolean
  hintOf: HintOf
}

const choiceOf = (chosen: ChosenName | null): Choice | null => chosen && { id: chosen.id, name: chosen.name }

/** Customer, product and version. */
export function catalogueFacts({ ticket, mayEdit, hintOf }: FactsOf): Fact[] {
  const { product, version, customer } = ticket
  const fact = (
    field: 'product' | 'version' | 'customer',
    of: { label: string; chosen: ChosenName | null; catalogue: Catalogue; note?: string },
  ): Fact => ({
    label: of.label,
    value: (
      <EditableFact
        ticket={ticket}
        name={of.label.toLowerCase()}
        hint={hintOf(field)}
        edit={
          mayEdit
            ? {
                start: choiceOf(of.chosen),
                draw: ({ value, error, onChange }) => (
                  <CatalogueSelect
                    bare
                    autoFocus
                    size="xs"
                    label={of.label}
                    none="None"
                    catalogue={of.catalogue}
                    value={value}
                    error={error}
                    help={of.note}
                    onChange={onChange}
                  />
                ),
                change: (chosen) => ({ [`${field}Id`]: chosen?.id ?? null }),
              }
            : null
        }
      >
        {of.chosen && `${of.chosen.name}${of.chosen.removed ? ' (off the list)' : ''}`}
      </EditableFact>
    ),
  })
  return [
    fact('customer', { label: 'Customer', chosen: customer, catalogue: 'customers' }),
    fact('product', {
      label: 'Product',
      chosen: product,
      catalogue: 'products',
      ...(version ? { note: 'Another product takes the version away.' } : {}),
    }),
    ...(product
      ? [
          fact('version', {
            label: 'Reported version',
            chosen: version,
            catalogue: `products/${product.id}/versions`,
          }),
        ]
      : []),
  ]
}
