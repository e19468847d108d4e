import type { Answer } from '../../ground/api.ts'
import type { Site } from '../site.ts'
import type { SignInWay } from '../state/model.ts'

/** Basic authentication with an empty user name and the token. */
export function isSignedIn({ state }: Site, authorization: string | undefined): boolean {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ')
  return (
    scheme.toLowerCase() === 'basic' && Buffer.from(credentials, 'base64').toString() === `:${state.token}`
  )
}

/** How the service asks to sign in: without a body, with a page, or by sending the client elsewhere. */
export function signInAnswer(site: Site, way: SignInWay = site.state.signIn): Answer {
  if (way === 'html-203') return { status: 203, html: signInPage }
  if (way === 'redirect-302') return { status: 302, headers: { location: signInAddress(site) }, html: moved }
  return { status: 401, headers: { 'www-authenticate': `Basic realm="${site.url}/"` } }
}

function signInAddress(site: Site): string {
  return `https://sign-in.northwind.example/_signin?realm=${encodeURIComponent(site.url)}&protocol=wsfederation`
}

const signInPage =
  '<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head><body><form><h1>Sign in to your account</h1></form></body></html>'
const moved = '<html><head><title>Object moved</title></head><body><h2>Object moved</h2></body></html>'
