import { createHash } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { attachFile, type FileInput } from '../../desk/support/attach-file.ts'
import { removeFile } from '../../desk/support/remove-file.ts'
import type { Deps } from '../../deps.ts'
import { notFound, Refusal } from '../../domain/refusal.ts'
import { mostFileBytes } from '../../domain/support-ticket.ts'
import { attachmentOf, contentOf, listAttachments } from '../../store/attachments.ts'
import { SupportAttachment } from '../contract/help-desk-actions.ts'
import { Id, pageOf, PageQuery, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import { problem, sendProblem } from '../problem.ts'
import type { Api } from './api.ts'
import { attachmentAnswer } from './help-desk-views.ts'
import { Ref, supportTicketOf } from './support-ticket-ref.ts'

const tags = ['Help desk']
const write = { demands: 'help-desk:write' as const }
const OfFile = Ref.extend({ id: Id })

/** `/v1/support-tickets/:ref/attachments`. */
export async function supportAttachmentRoutes(app: Api, deps: Deps): Promise<void> {
  listRoute(app, deps)
  contentRoutes(app, deps)
  // In a scope of its own: no other address takes files.
  await app.register(async (scope) => {
    await scope.register(multipart, {
      limits: { fileSize: mostFileBytes, files: 1, fields: 5, fieldSize: 1_000, headerPairs: 50 },
    })
    uploadRoute(scope.withTypeProvider<ZodTypeProvider>(), deps)
  })
}

function listRoute(app: Api, deps: Deps): void {
  app.get('/v1/support-tickets/:ref/attachments', {
    config: { demands: 'help-desk:read' },
    schema: {
      tags,
      summary: 'The files on a ticket, oldest first',
      params: Ref,
      querystring: PageQuery,
      response: { 200: pageOf(SupportAttachment), 404: Problem },
    },
    handler: async (request) => {
      const { id } = await supportTicketOf(deps, actorOf(request), request.params.ref)
      const page = await listAttachments(deps.store.db, id, request.query)
      return { ...page, items: page.items.map(attachmentAnswer) }
    },
  })
}

function uploadRoute(app: Api, deps: Deps): void {
  app.post('/v1/support-tickets/:ref/attachments', {
    config: write,
    schema: {
      tags,
      summary:
        'Put a file on a ticket: `multipart/form-data` with `file`, and before it `visibility` and `actionId`',
      description: 'At most 20 MiB. Internal unless `visibility` says otherwise.',
      consumes: ['multipart/form-data'],
      params: Ref,
      response: { 201: SupportAttachment, 404: Problem, 413: Problem, 415: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const ticket = await supportTicketOf(deps, actor, request.params.ref)
      if (!request.isMultipart()) {
        return sendProblem(
          reply,
          problem(415, 'Send the file as `multipart/form-data`, in a part named `file`.'),
        )
      }
      const { file, sent } = await fileIn(request)
      // What an Idempotency-Key is compared by.
      request.body = sent
      const work = inOneTransaction(deps, request, async (inside) => {
        const stored = await attachFile(inside, actor, { ticketId: ticket.id, file })
        return { status: 201, body: attachmentAnswer(stored) }
      })
      return oncePerKey(deps, { request, reply }, work)
    },
  })
}

type Found = Pick<FileInput, 'name' | 'mediaType' | 'content'> | undefined

async function partsOf(request: FastifyRequest): Promise<{ fields: Map<string, string>; found: Found }> {
  const fields = new Map<string, string>()
  let found: Found
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields.set(part.fieldname, String(part.value))
      else found = { name: part.filename ?? '', mediaType: part.mimetype, content: await part.toBuffer() }
    }
  } catch (error) {
    // What the parser says without a status is that the form is not one.
    if (error instanceof Error && 'statusCode' in error) throw error
    const message = 'a whole form: parts between the boundaries that its content type names'
    throw new Refusal('invalid', 'The form cannot be read.', { errors: [{ field: 'file', message }] })
  }
  return { fields, found }
}

/** The one file of a form, and the fields beside it. */
async function fileIn(request: FastifyRequest): Promise<{ file: FileInput; sent: object }> {
  const { fields, found } = await partsOf(request)
  const errors = [...fields.keys()]
    .filter((name) => name !== 'visibility' && name !== 'actionId')
    .map((name) => ({ field: name, message: 'only `file`, `visibility` and `actionId`' }))
  if (!found) errors.push({ field: 'file', message: 'a file, in a part named `file`' })
  const actionId = fields.get('actionId') || undefined
  if (actionId && !Id.safeParse(actionId).success) {
    errors.push({ field: 'actionId', message: 'the id of an action of this ticket' })
  }
  if (!found || errors.length > 0) throw new Refusal('invalid', 'The file was not stored.', { errors })
  const file = { ...found, visibility: fields.get('visibility') || undefined, actionId }
  const { content, ...rest } = file
  return { file, sent: { ...rest, sha256: createHash('sha256').update(content).digest('hex') } }
}

/** What a browser may be told of a file's kind; anything else is only bytes. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain'])

function contentRoutes(app: Api, deps: Deps): void {
  app.get('/v1/support-tickets/:ref/attachments/:id/content', {
    config: { demands: 'help-desk:read' },
    schema: {
      tags,
      summary: 'Download a file',
      params: OfFile,
      produces: ['application/octet-stream'],
    },
    handler: async (request, reply) => {
      const ticket = await supportTicketOf(deps, actorOf(request), request.params.ref)
      const file = await attachmentOf(deps.store.db, ticket.id, request.params.id)
      const content = file && (await contentOf(deps.store.db, file))
      if (!content) throw notFound('attachment')
      const type = shown.has(file.mediaType) ? file.mediaType : 'application/octet-stream'
      const plain = file.name.replaceAll(/[^\w .()-]/gu, '_')
      return reply
        .header('content-type', type)
        .header(
          'content-disposition',
          `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/gu, escaped)}`,
        )
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-cache')
        .send(content)
    },
  })

  app.delete('/v1/support-tickets/:ref/attachments/:id', {
    config: write,
    schema: {
      tags,
      summary: 'Remove a file; a copy in the tracker stays',
      params: OfFile,
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const ticket = await supportTicketOf(deps, actor, request.params.ref)
      await removeFile(deps, actor, { ticketId: ticket.id, id: request.params.id })
      return reply.status(204).send(null)
    },
  })
}

const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
