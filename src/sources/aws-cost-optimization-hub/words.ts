import { savingKinds } from '../saving.ts'
import { sentences } from '../wording.ts'
import { settingsInWords, settingsOf } from './configuration.ts'
import { actionOf, resourceTypeInWords } from './vocabulary.ts'
import type { Item } from './wire.ts'

const now = (item: Item) =>
  item.currentResourceSummary || settingsInWords(settingsOf(item.currentResourceDetails))
const recommended = (item: Item) =>
  item.recommendedResourceSummary || settingsInWords(settingsOf(item.recommendedResourceDetails))

export function titleWords(item: Item): string {
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
  const type = resourceTypeInWords(currentResourceType ?? '')
  return [type, resourceId && shortName(resourceId)].filter(Boolean).join(' ') || 'a resource'
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

export function describe(item: Item): string {
  const { estimatedSavingsPercentage: percentage, recommendationLookbackPeriodInDays: days } = item
  const where = [item.region, item.accountId && `account ${item.accountId}`].filter(Boolean).join(', ')
  const tags = (item.tags ?? []).map(({ key, value }) => (value ? `${key}=${value}` : key)).join(', ')
  const title = titleWords(item)
  const states = [
    ['Now', now(item)],
    ['Recommended', recommended(item)],
  ]
  return sentences([
    title,
    where && `Where: ${where}`,
    ...states.map(([label, words]) => words && !title.includes(words) && `${label}: ${words}`),
    item.restartNeeded === true && 'A restart is needed',
    item.restartNeeded === false && 'No restart is needed',
    item.rollbackPossible === true && 'It can be rolled back',
    item.rollbackPossible === false && 'It cannot be rolled back',
    typeof percentage === 'number' && `AWS expects to save ${percentage} % of the cost`,
    typeof days === 'number' && `Found by looking back over ${days} days`,
    tags && `Tags: ${tags}`,
  ])
}
