import type { Instance } from '../../connections/instances.ts'
import { surveyPlace } from '../../connections/survey-place.ts'
import type { Deps } from '../../deps.ts'
import type { Explained } from '../../domain/explained.ts'
import type { Fault, FaultKind } from '../../domain/fault.ts'
import type { FieldValue } from '../../domain/field-value.ts'
import { missingFields, type Survey, type SurveyField } from '../../domain/survey.ts'
import { composeSupport, type SupportComposed } from '../../outbound/compose-support.ts'
import { supportParts, supportSetting } from '../../outbound/support-parts.ts'
import { ProviderError } from '../../providers/provider.ts'
import type { Answers } from './answers.ts'
import type { DeskTicket } from './desk-ticket.ts'

/** What a ticket's new issue would be. */
export interface IssuePreview {
  explanation: Explained[]
  destinationLabel: string | null
  /** Why it cannot be created as things are. */
  refused: Fault | null
  /** Fields that the tracker requires and nothing fills: a person can give them. */
  missing: SurveyField[]
  /** Null where the tracker could not be asked; what it takes is then found out before it is sent. */
  survey: Survey | null
  /** Why it could not be asked. */
  unreachable: Fault | null
}

/** Faults that pass by themselves: the issue can be asked for nevertheless. */
const passing = new Set<FaultKind>([
  'unavailable',
  'timeout',
  'not-sent',
  'rate-limited',
  'interrupted',
  'unauthorized',
])

/** Composes a ticket's new issue, asking the tracker what it takes. Nothing is stored. */
export async function surveyIssue(
  deps: Deps,
  found: DeskTicket,
  of: { instance: Instance; given: Record<string, FieldValue>; answers: Answers },
): Promise<IssuePreview> {
  const { connection } = of.instance
  const setting = await supportSetting(deps, deps.store.db, connection)
  const compose = (survey: Survey | null) =>
    composeSupport(supportParts(setting, { ...found, delivery: { survey, given: of.given } }))
  const first = compose(null)
  if (!('survey' in first)) return previewOf(first, null, of.given)
  try {
    let next: SupportComposed = first
    let survey: Survey | null = null
    // Twice where people that somebody gave are to be looked up: that they are people is known only from the screen.
    for (let times = 0; times < 2 && 'survey' in next; times += 1) {
      const place = { ...next.survey, standard: setting.standard }
      const question = `place ${connection.id} ${place.project} ${found.facts.type.id} ${place.people.join()}`
      survey = await of.answers.of(question, (outside) => surveyPlace(outside, connection, place))
      next = compose(survey)
    }
    return previewOf(next, survey, of.given)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    const known = { explanation: first.explanation, destinationLabel: null, missing: [], survey: null }
    return passing.has(fault.kind)
      ? { ...known, refused: null, unreachable: fault }
      : { ...known, refused: fault, unreachable: null }
  }
}

function previewOf(
  composed: SupportComposed,
  survey: Survey | null,
  given: Record<string, FieldValue>,
): IssuePreview {
  const { explanation } = composed
  const base = { explanation, survey, unreachable: null, missing: [], destinationLabel: null, refused: null }
  if ('refused' in composed) {
    const named = Object.keys(composed.refused.fields ?? {})
    const missing = survey ? missingFields(survey, given).filter(({ id }) => named.includes(id)) : []
    return { ...base, refused: composed.refused, missing }
  }
  return 'survey' in composed ? base : { ...base, destinationLabel: composed.destinationLabel }
}
