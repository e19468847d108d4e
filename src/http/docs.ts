import scalar from '@scalar/fastify-api-reference'
import type { Api } from './v1/api.ts'

/** The API's description at `/v1/openapi.json`, and a page for people at `/docs`. */
export async function docsRoutes(app: Api): Promise<void> {
  app.get('/v1/openapi.json', {
    config: { demands: 'public' },
    schema: { hide: true },
    handler: async () => app.swagger(),
  })
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: { url: '/v1/openapi.json', withDefaultFonts: false, proxyUrl: '', telemetry: false },
  })
}
