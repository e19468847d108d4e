import type { FastifyRequest } from 'fastify'
import type { Api } from '../v1/api.ts'
import { onError, problem, sendProblem } from '../problem.ts'
import { BadDocument, decode, type Element } from './document.ts'
import { parseJson } from './parse-json.ts'
import { parseXml } from './parse-xml.ts'
import { printXml } from './print-xml.ts'

/** How a format’s addresses take and give documents. */
export interface Format {
  name: 'json' | 'xml'
  types: string[]
  parse: (text: string) => Element
}

export const formats: Format[] = [
  { name: 'json', types: ['application/json'], parse: (text) => parseJson(text, 'Ticket') },
  { name: 'xml', types: ['application/xml', 'text/xml'], parse: parseXml },
]

/** Lets a scope take bodies in its format, as text, and answer in it: errors too. */
export function speak(scope: Api, { name, types }: Format): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(types, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    checkCharset(request.headers['content-type'])
    return decode(body)
  })
  scope.setErrorHandler((error, request, reply) => {
    if (error instanceof BadDocument) {
      const errors = error.errors.length > 0 ? { errors: error.errors } : {}
      return sendProblem(reply, problem(400, `${error.message} Nothing was changed.`, errors))
    }
    if (error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
      return sendProblem(reply, problem(415, `Send \`Content-Type: ${types[0]}\`.`))
    }
    return onError(error as Parameters<typeof onError>[0], request, reply)
  })
  if (name === 'json') return
  scope.addHook('onSend', async (_request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '')
    if (typeof payload !== 'string' || !type.includes('json')) return payload
    const isProblem = type.includes('problem')
    void reply.type(`application/${isProblem ? 'problem+xml' : 'xml'}; charset=utf-8`)
    const said: unknown = JSON.parse(payload)
    return printXml((isProblem ? { Problem: itemsApart(said) } : said) as Parameters<typeof printXml>[0])
  })
}

/** Every item of `errors` is an element of its own. */
function itemsApart(said: unknown): object {
  const { errors, ...others } = said as { errors?: object[] }
  return { ...others, ...(errors ? { errors: { error: errors } } : {}) }
}

function checkCharset(type = ''): void {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/iu.exec(type)?.[1]
  if (!charset || /^(?:utf-?8|us-ascii)$/iu.test(charset)) return
  const message = `The charset ${charset} is not accepted: send the body in UTF-8.`
  throw Object.assign(new Error(message), { statusCode: 415 })
}
