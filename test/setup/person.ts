import { createApi, type Api } from './api.ts'
import type { World } from './world.ts'

/** A person’s browser: keeps the cookies that the hub gives it. */
export interface Visitor extends Api {
  cookies: Map<string, string>
  /** Of the hub’s own pages: signs in with a password. */
  signIn(email: string, password: string): ReturnType<Api['post']>
  /** The same browser in another workspace. */
  in(workspaceId: string): Visitor
}

/** A browser that nobody has signed in with yet. */
export const visit = (world: World): Visitor => visitAt(world.hub.url)

/** The same at another hub, or with a workspace chosen. */
export function visitAt(
  url: string,
  { cookies = new Map(), workspaceId }: { cookies?: Map<string, string>; workspaceId?: string } = {},
): Visitor {
  const plain = createApi(url)
  const call: Api['call'] = async (method, path, options = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await plain.call(method, path, {
      ...options,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(workspaceId ? { 'x-crosstie-workspace': workspaceId } : {}),
        origin: url,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
        ...options.headers,
      },
    })
    for (const set of answer.headers.getSetCookie()) keep(cookies, set)
    return answer
  }
  return {
    call,
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, { body, ...(headers ? { headers } : {}) }),
    put: (path, body) => call('PUT', path, { body }),
    patch: (path, body) => call('PATCH', path, { body }),
    delete: (path) => call('DELETE', path),
    cookies,
    signIn: (email, password) => call('POST', '/auth/sign-in/email', { body: { email, password } }),
    in: (id) => visitAt(url, { cookies, workspaceId: id }),
  }
}

function keep(cookies: Map<string, string>, set: string): void {
  const [pair = '', ...attributes] = set.split(';')
  const [name = '', ...value] = pair.split('=')
  const isGone = attributes.some((one) => /^\s*max-age=0$/iu.test(one))
  if (isGone) cookies.delete(name.trim())
  else cookies.set(name.trim(), value.join('='))
}

/** Good enough for every test’s people. */
export const password = 'zebra-lamp-violin'

/** Invites somebody as the world’s administrator and lets them come; answers their browser, signed in. */
export async function joined(
  world: World,
  {
    email,
    role = 'agent',
    name = email.split('@')[0] ?? email,
    by = world.api,
  }: {
    email: string
    role?: string
    name?: string
    by?: Api
  },
): Promise<Visitor> {
  const { body } = await by.post('/v1/invitations', { email, role })
  const browser = visit(world)
  const accepted = await browser.post(`/auth/invitations/${secretOf(body.link)}/accept`, { name, password })
  if (accepted.status !== 200)
    throw new Error(`The invitation was not accepted: ${JSON.stringify(accepted.body)}`)
  return browser
}

export const secretOf = (link: string) => link.split('/').at(-1) ?? ''

/** The first owner’s browser, signed in. */
export async function owner(world: World, { email, password: own }: { email: string; password: string }) {
  const browser = visit(world)
  const { status } = await browser.signIn(email, own)
  if (status !== 200) throw new Error(`The owner could not sign in: ${status}`)
  return browser
}
