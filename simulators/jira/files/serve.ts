import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../../ground/api.ts'
import { asRecord, asText } from '../../ground/json.ts'
import { serve } from '../../ground/serve.ts'
import { inBackground } from '../../ground/site.ts'
import { rootOf, type Site } from '../site.ts'
import type { JiraState } from '../state/model.ts'

/*
 * Calls whose bodies are bytes. They go the way of all others, with the bytes packed into JSON.
 */

interface Packed {
  packed: { name: string; mediaType: string; base64: string }[]
  /** Jira takes no form of files without this header, lest a page of somebody else sends it. */
  checked: boolean
}

async function pack({ headers, body }: FastifyRequest): Promise<Packed> {
  const form = await new Response(new Uint8Array(body as Buffer), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData()
  const parts = form.getAll('file').filter((part) => typeof part !== 'string')
  const packed = await Promise.all(
    parts.map(async (part) => {
      const base64 = Buffer.from(await part.arrayBuffer()).toString('base64')
      return { name: part.name, mediaType: part.type, base64 }
    }),
  )
  return { packed, checked: headers['x-atlassian-token'] === 'no-check' }
}

/** The bytes that an answer carries; undefined for any other, such as an error. */
function unpacked(body: string): { mediaType: string; name: string; content: Buffer } | undefined {
  try {
    const file = asRecord(asRecord(JSON.parse(body))?.['packed'])
    const [name, mediaType] = [asText(file?.['name']), asText(file?.['mediaType'])]
    const base64 = asText(file?.['base64'])
    if (name === undefined || mediaType === undefined || base64 === undefined) return undefined
    return { name, mediaType, content: Buffer.from(base64, 'base64') }
  } catch {
    return undefined
  }
}

interface Handled {
  /** Where the call is handled, if not under its own path. */
  as?: string
  body?: string
}

async function answer(
  { site, api }: { site: Site; api: Api<JiraState> },
  exchange: { request: FastifyRequest; reply: FastifyReply },
  { as, body = '' }: Handled,
): Promise<FastifyReply> {
  const { request, reply } = exchange
  const { pathname, searchParams } = new URL(request.url, site.url)
  const dispatch: typeof api.dispatch = (at, raw) => api.dispatch(at, { ...raw, path: as ?? raw.path })
  const raw = {
    method: request.method,
    path: pathname,
    query: searchParams,
    authorization: request.headers.authorization,
    contentType: request.headers['content-type'],
    body,
  }
  const work = serve(site, { ...api, dispatch }, raw)
  inBackground(
    site,
    work.then(() => undefined),
  )
  const outcome = await work
  if (outcome === 'dropped') {
    reply.hijack()
    request.raw.socket.destroy()
    return reply
  }
  const file = unpacked(outcome.body)
  reply.status(outcome.status).headers(outcome.headers)
  if (!file) return reply.type(outcome.contentType).send(outcome.body)
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`
  return reply.type(file.mediaType).header('content-disposition', disposition).send(file.content)
}

/** Takes files and gives them. */
export function addFiles(app: FastifyInstance, site: Site, api: Api<JiraState>): void {
  const root = rootOf(site)
  const served = { site, api }
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    scope.post(`${root}/issue/:issue/attachments`, async (request, reply) =>
      answer(served, { request, reply }, { body: JSON.stringify(await pack(request)) }),
    )
    const address =
      site.state.edition === 'cloud' ? `${root}/attachment/content/:file` : '/secure/attachment/:file/:name'
    scope.get<{ Params: { file: string } }>(address, (request, reply) =>
      answer(served, { request, reply }, { as: `${root}/packed/${request.params.file}` }),
    )
    done()
  })
}
