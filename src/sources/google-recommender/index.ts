import type { FoundForm } from '../alternatives.ts'
import { describe, resourceOf, titleOfRecommendation } from './words.ts'
import { namePattern, Recommendation } from './wire.ts'
import { isObject, listingOf } from '../listing.ts'
import { parsed } from '../parsed.ts'
import { readListing } from '../read-listing.ts'
import { Currency, noSaving, savingInWords, savingKinds, type Saving } from '../saving.ts'
import { UnreadableDocument, type RecommendationFormat } from '../source.ts'

const form = {
  member: 'recommendations',
  // The hub's own form lists under the same name, but has none of these members.
  shared: true,
  isItem: (value: unknown) =>
    isObject(value) &&
    ('primaryImpact' in value ||
      'stateInfo' in value ||
      (typeof value.name === 'string' && namePattern.test(value.name))),
}

/** The month that Google projects over. */
const monthInSeconds = 30 * 24 * 60 * 60

const closedStates: Record<string, string> = {
  CLAIMED: 'Somebody has claimed it at Google: it is being carried out already.',
  SUCCEEDED: 'It has been carried out.',
  FAILED: 'It was tried and failed; Google offers it again as a new one if it still holds.',
  DISMISSED: 'Somebody has dismissed it at Google.',
}

/**
 * Google Recommender: the answer of `recommendations.list` or `recommendations.get`, or what
 * `gcloud recommender recommendations list --format=json` prints.
 * https://cloud.google.com/recommender/docs/reference/rest/v1/projects.locations.recommenders.recommendations
 */
export const googleRecommender: RecommendationFormat = {
  name: 'Google Recommender',
  recognises: (document) => listingOf(document, form) !== undefined,
  read(document) {
    return readListing(listingOf(document, form), 'the largest saving', (raw, path) => {
      const item = parsed(Recommendation, raw, path)
      const cost = monthlyCost(item, path)
      const because = whyNot(item, cost)
      if (because) return { key: item.name, because }
      return foundOf(item, { raw, saving: cost && { ...cost, amount: -cost.amount } })
    })
  },
}

function whyNot(item: Recommendation, cost: Saving | null): string | null {
  const state = item.stateInfo?.state ?? 'ACTIVE'
  if (Object.hasOwn(closedStates, state)) return closedStates[state] ?? null
  if (state !== 'ACTIVE' && state !== 'STATE_UNSPECIFIED') return `Its state ${state} is not known.`
  const category = item.primaryImpact?.category ?? 'CATEGORY_UNSPECIFIED'
  if (category !== 'COST') return `It is not about cost but ${category}.`
  if (cost && cost.amount > 0) return `It costs ${savingInWords(cost)} more and saves nothing.`
  return cost?.amount === 0 ? noSaving : null
}

/** What it costs more a month; a negative amount is a saving. Null if Google projects nothing. */
function monthlyCost({ primaryImpact }: Recommendation, path: string[]): Saving | null {
  const projection = primaryImpact?.costProjection
  const money = projection?.cost
  if (!projection || !money) return null
  const at = [...path, 'primaryImpact', 'costProjection']
  const seconds = Number.parseFloat(projection.duration ?? '')
  if (!(seconds > 0)) {
    throw new UnreadableDocument([...at, 'duration'].join('.'), 'a time above 0 in seconds, like 2592000s')
  }
  const currency = parsed(Currency, money.currencyCode, [...at, 'cost', 'currencyCode'])
  const amount = Number(money.units ?? 0) + (money.nanos ?? 0) / 1e9
  return { amount: (amount * monthInSeconds) / seconds, currency }
}

function foundOf(item: Recommendation, { raw, saving }: { raw: unknown; saving: Saving | null }): FoundForm {
  const resource = resourceOf(item)
  const parent = namePattern.exec(item.name)
  const title = titleOfRecommendation(item)
  return {
    finding: {
      source: 'google-recommender',
      key: item.name,
      title,
      description: describe(item),
      resource,
      account: /\/projects\/([^/]+)/u.exec(resource ?? '')?.[1] ?? parent?.groups?.account ?? null,
      category: kindOf(parent?.groups?.recommender ?? ''),
      effort: null,
      saving,
      project: null,
      raw,
    },
    form: item.xorGroupId
      ? {
          saving: `${parent?.groups?.parent}/xorGroups/${item.xorGroupId}`,
          words: title,
          rank: [-(saving?.amount ?? 0)],
        }
      : null,
  }
}

function kindOf(recommender: string): string {
  if (/idle/iu.test(recommender)) return savingKinds.unused
  if (/commitment/iu.test(recommender)) return savingKinds.commitment
  return /machinetype|overprovisioned/iu.test(recommender) ? savingKinds.rightsizing : savingKinds.other
}
