import type { Mail } from './deps.ts'

/** Sends through the given server; throws when it does not take the message, so that the job is tried again. */
export async function createMail(smtpUrl: string, from: string): Promise<Mail> {
  // Loaded only where mail is sent.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(smtpUrl)
  return async ({ to, subject, text }) => {
    await transport.sendMail({ from, to, subject, text })
  }
}
