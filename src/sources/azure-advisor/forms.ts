import type { Form } from '../alternatives.ts'
import { extended, type CostItem } from './wire.ts'

/** For people: the best founded of the forms, and the one that binds for the shortest time. */
export const ruleOfForms = 'the one with the longest look-back, then the shortest commitment,'

/**
 * Advisor lists the same reservation or savings plan once for each term (1 and 3 years) and each look-back
 * (7, 30 and 60 days). What they agree on is the saving.
 * https://learn.microsoft.com/azure/advisor/advisor-reference-cost-recommendations
 */
export function formOf(item: CostItem, resource: string | null): Form | null {
  const term = extended(item, 'term')
  const lookBack = extended(item, 'lookbackPeriod')
  if (!term && !lookBack) return null
  const about = {
    type: item.properties.recommendationTypeId,
    kind: extended(item, 'reservedResourceType'),
    sku: extended(item, 'sku'),
    region: extended(item, 'region') ?? extended(item, 'location'),
    scope: extended(item, 'scope'),
  }
  const parts = Object.entries(about).flatMap(([name, value]) => (value ? [`${name}=${value}`] : []))
  return {
    saving: `${resource ?? ''}/providers/microsoft.advisor/savings?${parts.join('&')}`.toLowerCase(),
    words: [term && termInWords(term), lookBack && `look-back ${lookBack} days`].filter(Boolean).join(', '),
    rank: [-(Number(lookBack) || 0), monthsOf(term) ?? Number.MAX_SAFE_INTEGER],
  }
}

/** `P3Y` → 36. */
function monthsOf(term: string | undefined): number | undefined {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?$/u.exec(term ?? '')
  if (!match) return undefined
  return Number(match[1] ?? 0) * 12 + Number(match[2] ?? 0)
}

export function termInWords(term: string): string {
  const months = monthsOf(term)
  if (!months) return term
  const [count, unit] = months % 12 === 0 ? [months / 12, 'year'] : [months, 'month']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
