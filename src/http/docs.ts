import Fastify from 'fastify'
import { partnerDescription } from './partner/description.ts'
import { docsPolicy, newNonce } from './security-headers.ts'
import type { Api } from './v1/api.ts'

/** A description of an API, and the page on which people read it. */
interface Description {
  page: string
  document: string
  title: string
  describe(): object
}

/** The hub’s own API at `/v1/openapi.json` and `/docs`; the partners’ at `/api/openapi.json` and `/api/docs`. */
export function docsRoutes(app: Api, publicUrl: string): void {
  const own = { page: '/docs', document: '/v1/openapi.json', title: 'Crosstie API' }
  const partners = { page: '/api/docs', document: '/api/openapi.json', title: 'Crosstie for partners' }
  serve(app, { ...own, describe: () => app.swagger() })
  serve(app, { ...partners, describe: () => partnerDescription(publicUrl) })
}

function serve(app: Api, description: Description): void {
  const config = { demands: 'public' as const }
  app.get(description.document, {
    config,
    schema: { hide: true },
    handler: async () => description.describe(),
  })

  let page: ReturnType<typeof openPage> | undefined
  for (const url of [description.page, `${description.page}/*`]) {
    app.get(url, {
      config,
      schema: { hide: true },
      handler: async (request, reply) => {
        page ??= openPage(description)
        const shown = await page
        reply.hijack()
        shown.routing(request.raw, reply.raw)
      },
    })
  }
}

/** The page's script alone is 30 MB of memory, so it is loaded when somebody looks at it for the first time. */
async function openPage({ page, document, title }: Description) {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const app = Fastify()
  app.addHook('onSend', async (_request, reply, payload) => {
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html')
    if (typeof payload !== 'string' || !isPage) return payload
    const nonce = newNonce()
    void reply.header('content-security-policy', docsPolicy(nonce))
    return payload.replaceAll('<script', `<script nonce="${nonce}"`)
  })
  await app.register(scalar, {
    routePrefix: page as `/${string}`,
    // Nothing that would talk to anybody but this hub.
    configuration: {
      url: document,
      pageTitle: title,
      withDefaultFonts: false,
      proxyUrl: '',
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  await app.ready()
  return app
}
