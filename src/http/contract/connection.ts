import { z } from 'zod'
import { Fault, Id, Instant, NeededField } from './shared.ts'

export const FormField = z.object({
  name: z.string(),
  title: z.string(),
  help: z.string().optional(),
  example: z.string().optional(),
  type: z.enum(['text', 'paragraph', 'url', 'email', 'secret', 'select']),
  required: z.boolean(),
  secret: z.boolean(),
  /** The values come from `POST /v1/connections/choices`. */
  choices: z.boolean(),
  dependsOn: z.array(z.string()).optional(),
  /** Asked for only while the other field has this value. */
  only: z.object({ field: z.string(), value: z.string() }).optional(),
  /** The secret that is typed here once more. */
  confirms: z.string().optional(),
  /** The character that divides the parts of a choice, where choices form a tree. */
  tree: z.string().optional(),
  options: z.array(z.string()).optional(),
  default: z.string().optional(),
})
export type FormField = z.infer<typeof FormField>

/** `GET /v1/providers`: what each provider declares; the set-up is drawn from it. */
export const ProviderInfo = z.object({
  kind: z.string(),
  title: z.string(),
  summary: z.string(),
  recordName: z.string(),
  credentialSteps: z.array(z.string()),
  permissions: z.array(z.object({ right: z.string(), neededFor: z.string(), required: z.boolean() })),
  configFields: z.array(FormField),
  destinationFields: z.array(FormField),
  priorities: z.record(z.string(), z.string()),
  statuses: z.record(z.string(), z.array(z.string())),
  webhook: z.object({ url: z.string(), steps: z.array(z.string()) }).nullable(),
})
export type ProviderInfo = z.infer<typeof ProviderInfo>

export const connectionStates = ['draft', 'active', 'following', 'disconnected'] as const

/**
 * A configured account at a tracker. `draft`: set up, but never tried; `active`: tickets are created there (at most one a workspace, A6);
 * `following`: old tickets are kept in step, nothing is created; `disconnected`: credentials erased.
 */
export const Connection = z.object({
  id: Id,
  provider: z.string(),
  name: z.string(),
  state: z.enum(connectionStates),
  /** False: a further instance of the same provider, for the help desk. */
  primary: z.boolean(),
  /** Without secrets. */
  config: z.record(z.string(), z.unknown()),
  /** Names of the secret fields that are stored. */
  storedSecrets: z.array(z.string()),
  destination: z.record(z.string(), z.unknown()),
  /** What the tracker called the chosen values of the destination. */
  destinationNames: z.record(z.string(), z.string()),
  destinationLabel: z.string(),
  account: z.object({ name: z.string(), expiresAt: Instant.nullable() }).nullable(),
  /** When the credential ends, where the tracker tells it or a person did. */
  credential: z.object({
    endsAt: Instant.nullable(),
    toldBy: z.enum(['tracker', 'person']).nullable(),
    /** Set from 30 days before the end on; 0 and less when it has ended. */
    warnDays: z.number().int().nullable(),
  }),
  /** Routes that cannot be used as they stand, the default route included. */
  blockedRoutes: z.number().int(),
  /** A76: what one credential may do; shared by creation, polling and webhooks. */
  budget: z.object({
    requestsPerMinute: z.number().int(),
    /** When the next request may go; null when it may go at once. */
    freeAt: Instant.nullable(),
    /** True while the tracker itself asked for the wait. */
    askedByTracker: z.boolean(),
  }),
  /** Set while the whole connection is paused by a fault (invariant 8). */
  paused: z.object({ since: Instant, until: Instant.nullable(), fault: Fault }).nullable(),
  settings: z.object({
    pollMinutes: z.number().int(),
    requestsPerMinute: z.number().int(),
    /** Creations under way at the same time. */
    concurrency: z.number().int(),
    /** Tries of a creation after the first one (B9). */
    retryCount: z.number().int(),
    /** B7, B8; null: for ever, or any number. */
    keepDays: z.number().int().nullable(),
    keepCount: z.number().int().nullable(),
    /** B10: whether administrators see the lock and the queue. */
    debugPage: z.boolean(),
    priorities: z.record(z.string(), z.string()),
    statusAdditions: z.record(z.string(), z.array(z.string())),
  }),
  sync: z.object({
    /** False where the connection only creates and is never asked for status. */
    follows: z.boolean(),
    lastPolledAt: Instant.nullable(),
    nextPollAt: Instant.nullable(),
    lastWebhookAt: Instant.nullable(),
    fault: Fault.nullable(),
  }),
  counts: z.object({
    linked: z.number().int(),
    waiting: z.number().int(),
    attention: z.number().int(),
    unmapped: z.number().int(),
  }),
  unmappedStatuses: z.array(
    z.object({ name: z.string(), count: z.number().int(), suggestion: z.string().nullable() }),
  ),
  webhook: z
    .object({
      url: z.string(),
      secretStored: z.boolean(),
      /** What is copied into the tracker, with a place for the secret. */
      script: z.object({ title: z.string(), text: z.string() }).nullable(),
    })
    .nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type Connection = z.infer<typeof Connection>

/**
 * Credentials to try. With `connectionId`, an empty or absent secret means the stored one (AX16),
 * as long as the tracker's host stays the same.
 */
export const ConnectionTest = z.strictObject({
  provider: z.string().max(50),
  connectionId: Id.optional(),
  config: z.record(z.string(), z.unknown()),
  destination: z.record(z.string(), z.unknown()).optional(),
})

export const ConnectionTestResult = z.object({
  /** The credentials work and have every required right; `problems` of the default route do not count. */
  ok: z.boolean(),
  account: z
    .object({
      name: z.string(),
      expiresAt: Instant.nullable(),
      /** When the access token that was got for the credential ends; it is renewed by itself (BX13). */
      sessionEndsAt: Instant.nullable(),
    })
    .nullable(),
  rights: z.array(
    z.object({ right: z.string(), granted: z.boolean(), required: z.boolean(), howToGrant: z.string() }),
  ),
  /** Projects or groups that issues can go to. */
  places: z.array(z.object({ value: z.string(), label: z.string() })),
  /** What the default route would be, as far as the configuration says it. */
  destination: z.record(z.string(), z.unknown()),
  problems: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Fields that the default route requires besides; their values are given in the route. */
  needs: z.array(NeededField),
  fault: Fault.nullable(),
})
export type ConnectionTestResult = z.infer<typeof ConnectionTestResult>

export const ChoicesQuery = z.strictObject({
  provider: z.string().max(50),
  connectionId: Id.optional(),
  /** Absent for a stored connection. */
  config: z.record(z.string(), z.unknown()).optional(),
  field: z.string().max(100),
  within: z.record(z.string(), z.unknown()).default({}),
})
export const Choices = z.object({ items: z.array(z.object({ value: z.string(), label: z.string() })) })

/** `POST /v1/connections` and `PUT /v1/connections/:id`: Save & Activate. The hub tests before it stores. */
export const SaveConnection = z.strictObject({
  provider: z.string().max(50),
  name: z.string().trim().min(1).max(100).optional(),
  config: z.record(z.string(), z.unknown()),
  destination: z.record(z.string(), z.unknown()),
  destinationNames: z.record(z.string(), z.string().max(500)).optional(),
  /** False keeps a draft: nothing is tried and no ticket goes there. */
  activate: z.boolean().default(true),
  /** When the credential ends, for trackers that do not tell; null: it does not end. */
  credentialEndsAt: Instant.nullish(),
  /** Disconnects the connection that is active in the same step (A64, A65). */
  replaceActive: z.enum(['stop', 'keep-following']).optional(),
  /** A further instance of the provider that is active, for the help desk (C22). */
  asInstance: z.boolean().optional(),
})

export const ConnectionSettings = z.strictObject({
  pollMinutes: z.number().int().min(1).max(1_440).optional(),
  requestsPerMinute: z.number().int().min(1).max(100_000).optional(),
  concurrency: z.number().int().min(1).max(64).optional(),
  retryCount: z.number().int().min(0).max(100).optional(),
  keepDays: z.number().int().min(1).max(3_650).nullish(),
  keepCount: z.number().int().min(1).max(10_000_000).nullish(),
  debugPage: z.boolean().optional(),
  priorities: z
    .partialRecord(z.enum(['low', 'medium', 'high']), z.string().trim().min(1).max(100))
    .optional(),
  statusAdditions: z
    .partialRecord(
      z.enum(['New', 'Active', 'Resolved', 'Closed']),
      z.array(z.string().trim().min(1).max(100)).max(100),
    )
    .optional(),
})

export const Disconnect = z.strictObject({
  /** AX1: `stop` erases the credentials; `keep-following` keeps old tickets in step. */
  oldTickets: z.enum(['stop', 'keep-following']).default('stop'),
})

/** `POST /v1/connections/:id/webhook-secret`: a new secret, shown once. */
export const WebhookSecret = z.object({
  url: z.string(),
  secret: z.string(),
  /** With the secret in it. */
  script: z.object({ title: z.string(), text: z.string() }).nullable(),
})
