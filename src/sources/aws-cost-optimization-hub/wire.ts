import { z } from 'zod'
import { Currency } from '../saving.ts'

const text = z.string('a text').trim().nullish()
const number = z.number('a number').nullish()
const yesOrNo = z.boolean('true or false').nullish()
const details = z.record(z.string(), z.unknown(), 'an object').nullish()
const idMessage = 'the id of a Cost Optimization Hub recommendation, a text'

/** Resource type, action and effort are plain text in AWS's description, so that new ones can come any day. */
export const Item = z.object(
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
export type Item = z.infer<typeof Item>
