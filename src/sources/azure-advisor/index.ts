import type { FoundForm } from '../alternatives.ts'
import { formOf, ruleOfForms } from './forms.ts'
import { Amount, AnyItem, CostItem, extended } from './wire.ts'
import { describe, subscriptionOf, titleOfItem } from './words.ts'
import { isObject, listingOf } from '../listing.ts'
import { parsed } from '../parsed.ts'
import { readListing } from '../read-listing.ts'
import { Currency, noSaving, savingKinds, type Saving } from '../saving.ts'
import type { RecommendationFormat } from '../source.ts'

const form = {
  member: 'value',
  isItem: (value: unknown) =>
    isObject(value) &&
    isObject(value.properties) &&
    /microsoft\.advisor\/recommendations/iu.test(`${String(value.type)} ${String(value.id)}`),
}

/**
 * Azure Advisor: the answer of `Recommendations - List` or `Recommendations - Get`, of which only the
 * category Cost is taken.
 * https://learn.microsoft.com/rest/api/advisor/recommendations/list
 */
export const azureAdvisor: RecommendationFormat = {
  name: 'Azure Advisor',
  recognises: (document) => listingOf(document, form) !== undefined,
  read(document) {
    return readListing(listingOf(document, form), ruleOfForms, (raw, path) => {
      const { id, properties } = parsed(AnyItem, raw, path)
      if (properties.category !== 'Cost') {
        return { key: id, because: `It is not about cost but ${properties.category}.` }
      }
      const item = parsed(CostItem, raw, path)
      const saving = savingOf(item, [...path, 'properties', 'extendedProperties'])
      const because = whyNot(item, saving)
      return because ? { key: id, because } : foundOf(item, { raw, saving })
    })
  },
}

function whyNot({ properties }: CostItem, saving: Saving | null): string | null {
  if (properties.suppressionIds?.length) return 'Somebody has postponed or dismissed it in Azure Advisor.'
  return saving && saving.amount <= 0 ? noSaving : null
}

/** `savingsAmount` is a month's, rounded to whole units, so a small one can be 0; then the year's tells more. */
function savingOf(item: CostItem, path: string[]): Saving | null {
  const amountOf = (name: string) => {
    const said = extended(item, name)
    return said === undefined ? undefined : parsed(Amount, said, [...path, name])
  }
  const month = amountOf('savingsAmount')
  const year = amountOf('annualSavingsAmount')
  const amount = month || (year === undefined ? month : year / 12)
  if (amount === undefined) return null
  const currency = parsed(Currency, extended(item, 'savingsCurrency'), [...path, 'savingsCurrency'])
  return { amount, currency }
}

function foundOf(item: CostItem, { raw, saving }: { raw: unknown; saving: Saving | null }): FoundForm {
  const resource = item.properties.resourceMetadata?.resourceId || resourceIn(item.id)
  return {
    finding: {
      source: 'azure-advisor',
      // Azure compares ids without case, and does not always write them alike.
      key: item.id.toLowerCase(),
      title: titleOfItem(item),
      description: describe(item),
      resource,
      account: subscriptionOf(item),
      category: kindOf(item),
      effort: null,
      saving,
      project: null,
      raw,
    },
    form: formOf(item, resource),
  }
}

/** An Advisor id is the id of the resource, followed by its own part. */
const resourceIn = (id: string) =>
  id.replace(/\/providers\/microsoft\.advisor\/recommendations\/.*$/iu, '') || null

function kindOf(item: CostItem): string {
  if (extended(item, 'term')) return savingKinds.commitment
  if (extended(item, 'targetSku')) return savingKinds.rightsizing
  const { problem, solution } = item.properties.shortDescription ?? {}
  return /unused|idle|not been attached|unattached/iu.test(`${problem} ${solution}`)
    ? savingKinds.unused
    : savingKinds.other
}
