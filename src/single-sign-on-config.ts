import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** The settings of single sign-on, as they stand in the environment. */
export const singleSignOnSettings = {
  CROSSTIE_OIDC_ISSUER: z
    .string()
    .refine(
      (text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol),
      'the address of the identity provider, exactly as it writes itself (https://…)',
    )
    .optional(),
  CROSSTIE_OIDC_CLIENT_ID: z.string().min(1).optional(),
  CROSSTIE_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  CROSSTIE_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  CROSSTIE_OIDC_NAME: z.string().trim().min(1).max(40, 'at most 40 characters').default('single sign-on'),
}
type Found = z.infer<z.ZodObject<typeof singleSignOnSettings>>

/** What is set of single sign-on, without its secret. */
export interface SingleSignOnConfig {
  issuer: string
  clientId: string
  /** For the button: “Sign in with …”. */
  name: string
}

/** Either all of it or nothing; what is missing or cannot be read is a problem. */
export function readSingleSignOn(found: Found): {
  oidc?: SingleSignOnConfig
  clientSecret?: string
  problems: string[]
} {
  const { CROSSTIE_OIDC_ISSUER: issuer, CROSSTIE_OIDC_CLIENT_ID: clientId } = found
  const { CROSSTIE_OIDC_CLIENT_SECRET: given, CROSSTIE_OIDC_CLIENT_SECRET_FILE: file } = found
  if (!issuer && !clientId && !given && !file) return { problems: [] }
  if (given && file) {
    return {
      problems: [
        'CROSSTIE_OIDC_CLIENT_SECRET_FILE: give either this or CROSSTIE_OIDC_CLIENT_SECRET, not both',
      ],
    }
  }
  if (!issuer || !clientId || !(given ?? file)) {
    return {
      problems: [
        'CROSSTIE_OIDC_ISSUER, CROSSTIE_OIDC_CLIENT_ID and CROSSTIE_OIDC_CLIENT_SECRET (or CROSSTIE_OIDC_CLIENT_SECRET_FILE): give all three or none',
      ],
    }
  }
  const clientSecret = given ?? contentOf(file ?? '')
  if (!clientSecret)
    return { problems: ['CROSSTIE_OIDC_CLIENT_SECRET_FILE: the file cannot be read, or is empty'] }
  return { oidc: { issuer, clientId, name: found.CROSSTIE_OIDC_NAME }, clientSecret, problems: [] }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
