import { z } from 'zod'

const text = z.string('a text').trim().nullish()

/** Every item has these, whatever its category. */
export const AnyItem = z.object(
  {
    id: z
      .string('the resource id of the recommendation')
      .trim()
      .min(1, 'the resource id of the recommendation'),
    properties: z.object(
      { category: z.string('the category, like Cost') },
      'the properties of an Advisor recommendation, an object',
    ),
  },
  'an Azure Advisor recommendation, an object',
)

const shape = {
  impact: text,
  impactedField: text,
  impactedValue: text,
  recommendationTypeId: text,
  description: text,
  learnMoreLink: text,
  potentialBenefits: text,
  suppressionIds: z.array(z.unknown(), 'a list of ids').nullish(),
  shortDescription: z.object({ problem: text, solution: text }, 'problem and solution').nullish(),
  resourceMetadata: z.object({ resourceId: text }, 'an object with a resourceId').nullish(),
  // Microsoft says text; every other kind of value is let through and not looked at.
  extendedProperties: z.record(z.string(), z.unknown(), 'an object').nullish(),
}

/** What is read of an item of category Cost. */
export const CostItem = z.object({ id: z.string(), properties: z.object(shape) })
export type CostItem = z.infer<typeof CostItem>

/** An amount; Azure sends it as text. */
export const Amount = z
  .string()
  .trim()
  .regex(/^-?\d{1,15}(\.\d+)?$/u, 'a number, like 47.5')
  .transform(Number)

/** A text among the extended properties; undefined where it is absent or empty. */
export function extended({ properties }: CostItem, name: string): string | undefined {
  const value = properties.extendedProperties?.[name]
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).trim() || undefined
    : undefined
}
