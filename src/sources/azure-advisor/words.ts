import { termInWords } from './forms.ts'
import { extended, type CostItem } from './wire.ts'
import { sentences, titleOf } from '../wording.ts'

export const subscriptionOf = (item: CostItem) =>
  extended(item, 'subId') ?? /^\/subscriptions\/([^/]+)/iu.exec(item.id)?.[1] ?? null

/** Advisor's own words, then what they are about, since many items share the words. */
export function titleOfItem(item: CostItem): string {
  const { solution, problem } = item.properties.shortDescription ?? {}
  const words = firstSentence(solution || problem || 'Lower the cost')
  const about = aboutOf(item)
  return titleOf(about && !words.includes(about) ? `${words}: ${about}` : words)
}

/** Without its full stop, so that something can follow. */
const firstSentence = (text: string) => (text.split(/(?<=[.!?])\s/u)[0] ?? text).replace(/\.$/u, '')

function aboutOf(item: CostItem): string {
  const term = extended(item, 'term')
  if (!term) return [item.properties.impactedValue, changeOf(item)].filter(Boolean).join(', ')
  const sku = extended(item, 'displaySKU') ?? extended(item, 'sku') ?? ''
  const region = extended(item, 'region') ?? extended(item, 'location')
  // The name of a machine size has its underscores; a plan's is words.
  const name = /savings_plan/iu.test(sku) ? sku.replaceAll('_', ' ') : sku
  const what = [name, region && `in ${region}`].filter(Boolean).join(' ')
  return [what, termInWords(term)].filter(Boolean).join(', ')
}

function changeOf(item: CostItem): string | undefined {
  const [from, to] = [extended(item, 'currentSku'), extended(item, 'targetSku')]
  return from && to && from !== to ? `from ${from} to ${to}` : undefined
}

export function describe(item: CostItem): string {
  const { properties } = item
  const { problem, solution } = properties.shortDescription ?? {}
  const [term, lookBack] = [extended(item, 'term'), extended(item, 'lookbackPeriod')]
  const quantity = extended(item, 'displayQty') ?? extended(item, 'qty')
  const group = /\/resourceGroups\/([^/]+)/iu.exec(properties.resourceMetadata?.resourceId ?? '')?.[1]
  const subscription = subscriptionOf(item)
  // Of a commitment it says only the subscription again.
  const what =
    properties.impactedValue !== subscription &&
    [properties.impactedField, properties.impactedValue].filter(Boolean).join(' ')
  const where = [group && `resource group ${group}`, subscription && `subscription ${subscription}`]
  const commitment = term && [aboutOf(item), quantity && `quantity ${quantity}`].filter(Boolean).join(', ')
  const change = changeOf(item)
  return sentences([
    problem,
    solution !== problem && solution,
    properties.description !== problem && properties.description,
    what && `Resource: ${what}`,
    where.some(Boolean) && `Where: ${where.filter(Boolean).join(', ')}`,
    commitment && `Commitment: ${commitment}`,
    change && `Change ${change}`,
    lookBack && `Found by looking back over ${lookBack} days`,
    properties.potentialBenefits && `Benefit: ${properties.potentialBenefits}`,
    properties.impact && `Impact as Azure sees it: ${properties.impact}`,
    properties.learnMoreLink && `More: ${properties.learnMoreLink}`,
  ])
}
