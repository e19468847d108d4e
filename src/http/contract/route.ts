import { z } from 'zod'
import { Id, Instant, NeededField, Values } from './shared.ts'

/** Where the tickets of a project go (A41–A45), and what the last look at the tracker said about it. */
export const Route = z.object({
  id: Id,
  destination: z.record(z.string(), z.unknown()),
  /** What the tracker called the chosen values, by field. */
  names: z.record(z.string(), z.string()),
  /** The destination in a few words. */
  label: z.string(),
  /** Whether its tickets go to the default route while it cannot be used (AX19); otherwise they wait. */
  fallsBack: z.boolean(),
  /** What is wrong with it, by field of the destination. */
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Fields that the tracker requires here, and the values given for them. */
  needs: z.array(NeededField),
  values: Values,
  checkedAt: Instant.nullable(),
  /** Tickets that wait for this route to be put right. */
  waiting: z.number().int(),
})
export type Route = z.infer<typeof Route>

/** `GET /v1/connections/:id/routes`: the Project Routing table. */
export const RouteTable = z.object({
  default: Route.nullable(),
  /** Every project of the workspace; without a route it uses the default one (A46). */
  items: z.array(
    z.object({
      project: z.object({ id: Id, key: z.string(), name: z.string() }),
      route: Route.nullable(),
    }),
  ),
})
export type RouteTable = z.infer<typeof RouteTable>

/** The tracker is asked before anything is stored: each problem comes back under `destination.<field>` or `values.<id>`. */
export const SaveRoute = z.strictObject({
  destination: z.record(z.string(), z.unknown()),
  names: z.record(z.string(), z.string().max(500)).default({}),
  values: Values.default({}),
  fallsBack: z.boolean().default(false),
})
export type SaveRoute = z.input<typeof SaveRoute>
