import { isObject, listingOf } from '../listing.ts'
import { parsed } from '../parsed.ts'
import { readListing } from '../read-listing.ts'
import { Currency, noSaving, type Saving } from '../saving.ts'
import { UnreadableDocument, type ReadFinding, type RecommendationFormat } from '../source.ts'
import { titleOf } from '../wording.ts'
import { actionOf, effortOf } from './vocabulary.ts'
import { Item } from './wire.ts'
import { describe, titleWords } from './words.ts'

const form = {
  member: 'items',
  isItem: (value: unknown) => isObject(value) && 'recommendationId' in value,
}

const trustedAdvisor = 'recommendationResourceSummaries'

/**
 * AWS Cost Optimization Hub: the answer of ListRecommendations or GetRecommendation.
 * https://docs.aws.amazon.com/cost-management/latest/APIReference/API_CostOptimizationHub_ListRecommendations.html
 */
export const awsCostOptimizationHub: RecommendationFormat = {
  name: 'AWS Cost Optimization Hub',
  recognises: (document) =>
    listingOf(document, form) !== undefined || (isObject(document) && trustedAdvisor in document),
  read(document) {
    const listing = listingOf(document, form)
    if (!listing) {
      const message = 'an answer of Cost Optimization Hub; lists of Trusted Advisor are not read'
      throw new UnreadableDocument(trustedAdvisor, message)
    }
    return readListing(listing, 'the first', (raw, path) => {
      const item = parsed(Item, raw, path)
      if ((item.estimatedMonthlySavings ?? 1) <= 0) return { key: item.recommendationId, because: noSaving }
      return { finding: findingOf(item, { raw, saving: savingOf(item, path) }), form: null }
    })
  },
}

function savingOf(item: Item, path: string[]): Saving | null {
  const amount = item.estimatedMonthlySavings
  if (typeof amount !== 'number') return null
  return { amount, currency: parsed(Currency, item.currencyCode, [...path, 'currencyCode']) }
}

function findingOf(item: Item, { raw, saving }: { raw: unknown; saving: Saving | null }): ReadFinding {
  const action = actionOf(item.actionType ?? '')
  return {
    source: 'aws-cost-optimization-hub',
    key: item.recommendationId,
    title: titleOf(titleWords(item)),
    description: describe(item),
    resource: item.resourceArn || item.resourceId || null,
    account: item.accountId || null,
    category: action.kind,
    effort: effortOf(item.implementationEffort ?? ''),
    saving,
    project: null,
    raw,
  }
}
