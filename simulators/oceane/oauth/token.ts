import type { Answer, RawRequest } from '../../ground/api.ts'
import type { Site } from '../site.ts'

/** RFC 6749, 5.2. */
function refused(status: 400 | 401, error: string, description: string): Answer {
  return {
    status,
    headers: status === 401 ? { 'www-authenticate': 'Basic realm="oceane"' } : {},
    body: { error, error_description: description },
  }
}

/** Client ID and secret as they came: in the header, or among the fields of the form. */
function clientOf(request: RawRequest, form: URLSearchParams): string {
  const [scheme = '', credentials = ''] = (request.authorization ?? '').split(' ')
  if (scheme.toLowerCase() === 'basic') return Buffer.from(credentials, 'base64').toString()
  return `${form.get('client_id') ?? ''}:${form.get('client_secret') ?? ''}`
}

/** The token endpoint for client credentials: https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export function giveToken(site: Site, request: RawRequest): Answer {
  const { state } = site
  if (request.method !== 'POST') return refused(400, 'invalid_request', 'Tokens are asked for by POST.')
  if (!request.contentType?.startsWith('application/x-www-form-urlencoded')) {
    return refused(400, 'invalid_request', 'The body must be a form.')
  }
  const form = new URLSearchParams(request.body)
  if (clientOf(request, form) !== `${state.clientId}:${state.clientSecret}`) {
    return refused(401, 'invalid_client', 'The client is not known, or its secret is wrong.')
  }
  if (form.get('grant_type') !== 'client_credentials') {
    return refused(400, 'unsupported_grant_type', 'Only client_credentials is supported.')
  }
  if (state.tokenMissing) return { status: 200, body: { token_type: 'Bearer' } }
  state.tokensMade += 1
  const token = `oceane-access-token-${state.tokensMade}`
  const { tokenLifetime: lifetime } = state
  state.tokens.set(token, lifetime === null ? Infinity : site.now().getTime() + lifetime * 1000)
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      token_type: 'Bearer',
      access_token: token,
      ...(lifetime !== null && { expires_in: lifetime }),
    },
  }
}
