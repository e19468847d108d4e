import type { Letter, Mail } from './deps.ts'
import { faultOfMail } from './mail-fault.ts'
import { ProviderError } from './providers/provider.ts'
import { redactor } from './providers/redact.ts'
import { shortened } from './providers/status-fault.ts'

/** A mail server that says nothing holds up a few mails for so long, not for the ten minutes that are usual. */
const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

/** Sends through the given server; throws ProviderError when it does not take the message. */
export async function createMail(smtpUrl: string, from: string): Promise<Mail> {
  // Loaded only where mail is sent.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url: smtpUrl,
    ...timeouts,
    // What is sent is text of strangers: nothing in it may fetch anything.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const redact = redactor(secretsOf(smtpUrl))
  return async ({ to, ...letter }: Letter) => {
    try {
      // As objects: a text would be parsed, and one address could become several.
      const addresses = to.map((address) => ({ name: '', address: oneAddress(address) }))
      const { response } = await transport.sendMail({ from, to: addresses, ...letter })
      const text = shortened(redact(response))
      return { status: Number(/^\d{3}/u.exec(text)?.[0] ?? 250), text }
    } catch (error) {
      if (error instanceof ProviderError) throw error
      throw new ProviderError(faultOfMail(error, redact), { cause: error })
    }
  }
}

function oneAddress(address: string): string {
  if (/^[^\s,;<>"()[\]\\\p{Cc}@]+@[^\s,;<>"()\\\p{Cc}@]+$/u.test(address)) return address
  throw new ProviderError({ kind: 'refused-address', detail: 'This is not an address that mail is sent to.' })
}

function secretsOf(smtpUrl: string): string[] {
  const { password } = new URL(smtpUrl)
  return password ? [password, decodeURIComponent(password)] : []
}
