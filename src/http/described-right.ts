import type { SwaggerTransform } from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** Each address of the description says as `x-right` what its caller needs: a right, or only to be signed in. */
export const describedRight: SwaggerTransform = (given) => {
  const { schema, url } = jsonSchemaTransform(given)
  const demands = (given.route.config as { demands?: string } | undefined)?.demands
  const said = demands === 'public' ? { security: [] } : { 'x-right': demands }
  return { schema: { ...schema, ...said }, url }
}
