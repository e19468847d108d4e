import swagger from '@fastify/swagger'
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Deps } from '../deps.ts'
import type { Auth } from './auth/auth.ts'
import { createIdentify } from './auth/identify.ts'
import { authRoutes } from './auth/routes.ts'
import { describedRight } from './described-right.ts'
import { docsRoutes } from './docs.ts'
import { guard } from './guard.ts'
import { healthRoutes } from './health.ts'
import { tidyAddress } from './helpdesk/address.ts'
import { helpDeskDocumentRoutes } from './helpdesk/routes.ts'
import { refuseUnkeepable } from './keepable.ts'
import { takeJson } from './json-body.ts'
import { metricsRoutes } from './metrics.ts'
import { partnerRoutes } from './partner/routes.ts'
import { onError } from './problem.ts'
import { createLimiter, type Rates } from './rates.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { serverLimits, type ServerLimits } from './server-limits.ts'
import type { Api } from './v1/api.ts'
import { alarmIntakeRoutes } from './v1/alarm-intake.ts'
import { alarmRuleRoutes } from './v1/alarm-rules.ts'
import { alarmRoutes } from './v1/alarms.ts'
import { alarmSourceRoutes } from './v1/alarm-sources.ts'
import { auditRoutes } from './v1/audit.ts'
import { connectionRoutes } from './v1/connections.ts'
import { deskSettingsRoutes } from './v1/desk-settings.ts'
import { diagnosticRunRoutes } from './v1/diagnostic-runs.ts'
import { failedRequestRoutes } from './v1/failed-requests.ts'
import { helpDeskRoutes } from './v1/help-desk.ts'
import { instanceRoutes } from './v1/instances.ts'
import { invitationRoutes } from './v1/invitations.ts'
import { issueLinkRoutes } from './v1/issue-links.ts'
import { liveRoutes } from './v1/live.ts'
import { logRoutes } from './v1/logs.ts'
import { meRoutes } from './v1/me.ts'
import { memberRoutes } from './v1/members.ts'
import { notificationRoutes } from './v1/notifications.ts'
import { operatorRoutes } from './v1/operators.ts'
import { operatorWebhookRoutes } from './v1/operator-webhooks.ts'
import { projectRoutes } from './v1/projects.ts'
import { recommendationRoutes } from './v1/recommendations.ts'
import { serviceTicketRoutes } from './v1/service-tickets.ts'
import { ticketHistoryExport } from './v1/ticket-history-export.ts'
import { ticketRoutes } from './v1/tickets.ts'
import { queueRoutes } from './v1/queues.ts'
import { routingRoutes } from './v1/routes.ts'
import { serviceRoutes } from './v1/services.ts'
import { tokenRoutes } from './v1/tokens.ts'
import { workspaceRoutes } from './v1/workspace.ts'
import { writeBackRoutes } from './v1/write-backs.ts'
import { webRoutes } from './web.ts'
import { webhookRoutes } from './webhooks/routes.ts'

export interface AppOptions {
  auth: Auth
  /** Name of the identity provider, where single sign-on is set. */
  oidcName: string | undefined
  supportAddress: string | null
  log: FastifyBaseLogger
  rates: Rates
  /** Whose `X-Forwarded-For` is believed: addresses or networks. */
  trustedProxies: string[]
  /** Where they are not the usual ones. */
  limits?: Partial<ServerLimits> | undefined
}

const apiDescription = [
  'Findings become tickets; tickets become issues in the tracker a team already uses.',
  'Sign in with `Authorization: Bearer <token>`; an administrator makes tokens.',
  'Every creating call takes an `Idempotency-Key`, kept for 24 hours: the same key and body get the same answer, ' +
    'another body 422, a call still in flight 409.',
  'Lists are keyset pages: `next` of one page is `after` of the following one.',
  'What is not a result is `application/problem+json` (RFC 9457), with the field and what would be right.',
].join('\n\n')

/** The HTTP server with every route; does not listen yet. */
export async function createApp(deps: Deps, options: AppOptions): Promise<Api> {
  const app = Fastify({
    ...serverLimits(options.limits),
    trustProxy: options.trustedProxies.length > 0 ? options.trustedProxies : false,
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    rewriteUrl: ({ url = '/' }) => tidyAddress(url),
    // An address that cannot even be looked up.
    frameworkErrors: (error, request, reply) => void onError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(onError)
  takeJson(app)
  await setSecurityHeaders(app, deps.publicUrl)
  const limiter = await createLimiter(app, options.rates)
  const identify = createIdentify(deps, options.auth)
  guard(app, identify, limiter)
  refuseUnkeepable(app)
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Crosstie',
        version: '1',
        description: apiDescription,
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: describedRight,
  })
  metricsRoutes(app, deps)
  healthRoutes(app, deps)
  const { auth, oidcName } = options
  await authRoutes(app, deps, { auth, identify, limiter, oidcName })
  meRoutes(app, deps, options)
  ticketRoutes(app, deps)
  serviceTicketRoutes(app, deps)
  failedRequestRoutes(app, deps)
  recommendationRoutes(app, deps)
  projectRoutes(app, deps)
  connectionRoutes(app, deps)
  routingRoutes(app, deps)
  alarmRoutes(app, deps)
  alarmIntakeRoutes(app, deps)
  alarmSourceRoutes(app, deps)
  alarmRuleRoutes(app, deps)
  writeBackRoutes(app, deps)
  queueRoutes(app, deps)
  tokenRoutes(app, deps)
  memberRoutes(app, deps)
  invitationRoutes(app, deps)
  workspaceRoutes(app, deps)
  operatorRoutes(app, deps)
  operatorWebhookRoutes(app, deps)
  notificationRoutes(app, deps)
  deskSettingsRoutes(app, deps)
  serviceRoutes(app, deps)
  diagnosticRunRoutes(app, deps)
  await helpDeskRoutes(app, deps)
  instanceRoutes(app, deps)
  issueLinkRoutes(app, deps)
  logRoutes(app, deps)
  auditRoutes(app, deps)
  ticketHistoryExport(app, deps)
  helpDeskDocumentRoutes(app, deps)
  partnerRoutes(app, deps)
  liveRoutes(app, deps, identify)
  webhookRoutes(app, deps, limiter)
  docsRoutes(app, deps.publicUrl)
  webRoutes(app)
  return app
}
