import { z } from 'zod'
import { settingsInWords, settingsOf } from './aws-configuration.ts'
import { actionOf, effortOf, resourceTypeInWords } from './aws-words.ts'
import { isObject, listingOf } from './listing.ts'
import { parsed } from './parsed.ts'
import { Currency, noSaving, savingKinds, type Saving } from './saving.ts'
import { UnreadableDocument, type ReadFinding, type RecommendationFormat } from './source.ts'
import { sentences, titleOf } from './wording.ts'

const text = z.string('a text').nullish()
const number = z.number('a number').nullish()
const yesOrNo = z.boolean('true or false').nullish()
const details = z.record(z.string(), z.unknown(), 'an object').nullish()
const idMessage = 'the id of a Cost Optimization Hub recommendation, a text'

/** Resource type, action and effort are plain text in AWS's description, so that new ones can come any day. */
const Item = z.object(
  {
    recommendationId: z.string(idMessage).trim().min(1, idMessage),
    accountId: text,
    region: text,
    resourceId: text,
    resourceArn: text,
    currentResourceType: text,
    recommendedResourceType: text,
    currentResourceSummary: text,
    recommendedResourceSummary: text,
    currentResourceDetails: details,
    recommendedResourceDetails: details,
    actionType: text,
    implementationEffort: text,
    estimatedMonthlySavings: number,
    estimatedSavingsPercentage: number,
    currencyCode: Currency.nullish(),
    restartNeeded: yesOrNo,
    rollbackPossible: yesOrNo,
    recommendationLookbackPeriodInDays: number,
    tags: z.array(z.object({ key: text, value: text }), 'a list of tags').nullish(),
  },
  'a Cost Optimization Hub recommendation, an object',
)
type Item = z.infer<typeof Item>

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
    const read = listing.items.map((raw, index) => {
      const path = listing.pathOf(index)
      const item = parsed(Item, raw, path)
      return { item, finding: findingOf(item, { raw, saving: savingOf(item, path) }) }
    })
    const saves = ({ item }: { item: Item }) => (item.estimatedMonthlySavings ?? 1) > 0
    return {
      findings: read.filter(saves).map(({ finding }) => finding),
      skipped: read
        .filter((one) => !saves(one))
        .map(({ finding }) => ({ key: finding.key, because: noSaving })),
    }
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

const now = (item: Item) =>
  item.currentResourceSummary || settingsInWords(settingsOf(item.currentResourceDetails))
const recommended = (item: Item) =>
  item.recommendedResourceSummary || settingsInWords(settingsOf(item.recommendedResourceDetails))

function titleWords(item: Item): string {
  const { verb, kind } = actionOf(item.actionType ?? '')
  const what = verb || 'Lower the cost of'
  if (kind === savingKinds.commitment) {
    const type = resourceTypeInWords(item.recommendedResourceType ?? item.currentResourceType ?? '')
    const where = item.region ? ` in ${item.region}` : ''
    return `${what} ${type || 'a commitment'}${where}${recommended(item) ? `: ${recommended(item)}` : ''}`
  }
  const [from, to] = [now(item), recommended(item)]
  const change = from && to && from !== to ? ` from ${from} to ${to}` : ''
  return `${what} ${resourceWords(item)}${kind === savingKinds.unused ? '' : change}`
}

function resourceWords({ currentResourceType, resourceId }: Item): string {
  const type = resourceTypeInWords(currentResourceType ?? '') || 'resource'
  return resourceId ? `${type} ${shortName(resourceId)}` : type
}

/** GetRecommendation gives the ARN as id: `arn:aws:ec2:us-east-2:111122223333:instance/i-1` → `i-1`. */
const shortName = (id: string) =>
  id.startsWith('arn:')
    ? id
        .split(':')
        .slice(5)
        .join(':')
        .replace(/^[a-z-]+[/:]/u, '')
    : id

function describe(item: Item): string {
  const { estimatedSavingsPercentage: percentage, recommendationLookbackPeriodInDays: days } = item
  const where = [item.region, item.accountId && `account ${item.accountId}`].filter(Boolean).join(', ')
  const tags = (item.tags ?? []).map(({ key, value }) => (value ? `${key}=${value}` : key)).join(', ')
  return sentences([
    titleWords(item),
    where && `Where: ${where}`,
    now(item) && `Now: ${now(item)}`,
    recommended(item) && `Recommended: ${recommended(item)}`,
    item.restartNeeded === true && 'A restart is needed',
    item.restartNeeded === false && 'No restart is needed',
    item.rollbackPossible === true && 'It can be rolled back',
    item.rollbackPossible === false && 'It cannot be rolled back',
    percentage && `AWS expects to save ${percentage} % of the cost`,
    days && `Found by looking back over ${days} days`,
    tags && `Tags: ${tags}`,
  ])
}
