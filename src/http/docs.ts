import Fastify from 'fastify'
import type { Api } from './v1/api.ts'

/** The API's description at `/v1/openapi.json`, and a page for people at `/docs`. */
export function docsRoutes(app: Api): void {
  const config = { demands: 'public' as const }
  app.get('/v1/openapi.json', { config, schema: { hide: true }, handler: async () => app.swagger() })

  let page: ReturnType<typeof openPage> | undefined
  for (const url of ['/docs', '/docs/*']) {
    app.get(url, {
      config,
      schema: { hide: true },
      handler: async (request, reply) => {
        page ??= openPage()
        const shown = await page
        reply.hijack()
        shown.routing(request.raw, reply.raw)
      },
    })
  }
}

/** The page's script alone is 30 MB of memory, so it is loaded when somebody looks at it for the first time. */
async function openPage() {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const app = Fastify()
  await app.register(scalar, {
    routePrefix: '/docs',
    // Nothing that would talk to anybody but this hub.
    configuration: {
      url: '/v1/openapi.json',
      pageTitle: 'Crosstie API',
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
