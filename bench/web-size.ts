import { gzipSync } from 'node:zlib'
import { openBrowser } from '../test/setup/browser.ts'

/**
 * JavaScript that a browser fetches until the list of recommendations shows, in kB of gzip.
 * @param person somebody who may sign in
 */
export async function webSize(url: string, person: { email: string; password: string }): Promise<number> {
  const browser = await openBrowser()
  const context = await browser.newContext({ baseURL: url })
  await context.request.post('/auth/sign-in/email', { data: person, headers: { origin: url } })
  const page = await context.newPage()
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body())
  })
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: 'Recommendations' }).waitFor()
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script).length)
  await browser.close()
  return sizes.reduce((sum, size) => sum + size, 0) / 1000
}
