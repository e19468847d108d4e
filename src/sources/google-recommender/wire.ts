import { z } from 'zod'

/** `projects/p/locations/l/recommenders/r/recommendations/id`; also under folders, organisations, billing accounts. */
export const namePattern =
  /^(?<parent>[^/]+\/(?<account>[^/]+)\/locations\/(?<location>[^/]+)\/recommenders\/(?<recommender>[^/]+))\/recommendations\/[^/]+$/u

const text = z.string('a text').trim().nullish()

const whole = 'a whole number as text, like "-73"'

/** Numbers of 64 bits are text in Google's JSON. */
const units = z.union([z.string().regex(/^-?\d{1,18}$/u, whole), z.int()], whole)

const Money = z.object(
  { currencyCode: text, units: units.nullish(), nanos: z.int('a whole number').nullish() },
  'an amount with currencyCode, units and nanos',
)

const Operation = z.object({
  action: text,
  resourceType: text,
  resource: text,
  path: text,
  value: z.unknown().optional(),
})
export type Operation = z.infer<typeof Operation>

const Impact = z.object(
  {
    category: text,
    costProjection: z
      .object(
        {
          cost: Money.nullish(),
          duration: z
            .string('seconds, like 2592000s')
            .regex(/^\d+(\.\d+)?s$/u, 'seconds, like 2592000s')
            .nullish(),
        },
        'a projection with cost and duration',
      )
      .nullish(),
  },
  'an impact with its category',
)

const name = 'the name of a Google recommendation: …/locations/…/recommenders/…/recommendations/…'

/** The members that are read. Google omits whatever is empty. */
export const Recommendation = z.object(
  {
    name: z.string(name).regex(namePattern, name),
    description: text,
    recommenderSubtype: text,
    priority: text,
    xorGroupId: text,
    primaryImpact: Impact.nullish(),
    stateInfo: z.object({ state: text }, 'an object with a state').nullish(),
    content: z
      .object(
        {
          overview: z.record(z.string(), z.unknown(), 'an object').nullish(),
          operationGroups: z
            .array(
              z.object({ operations: z.array(Operation, 'a list of operations').nullish() }),
              'a list of operation groups',
            )
            .nullish(),
        },
        'an object',
      )
      .nullish(),
  },
  'a Google recommendation, an object',
)
export type Recommendation = z.infer<typeof Recommendation>
