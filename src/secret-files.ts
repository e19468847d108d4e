import { readFileSync } from 'node:fs'

/** Secrets that may come from a file, as containers and service managers hand them over: the setting’s name with `_FILE`. */
const fromFiles = ['DATABASE_URL', 'CROSSTIE_ADMIN_PASSWORD', 'CROSSTIE_ADMIN_TOKEN', 'SMTP_URL']

type Settings = Record<string, string | undefined>

/** Puts what stands in the files in the place of their names. What is given twice or cannot be read is a problem. */
export function readSecretFiles(given: Settings): { settings: Settings; problems: string[] } {
  const problems: string[] = []
  const settings = { ...given }
  for (const name of fromFiles) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    if (given[name] === undefined) settings[name] = contentOf(file)
    else problems.push(`${name}_FILE: give either this or ${name}, not both`)
    if (settings[name] === undefined) problems.push(`${name}_FILE: ${unusable}`)
  }
  const passwordFile = given['DATABASE_PASSWORD_FILE']
  if (passwordFile !== undefined) {
    const put = withPassword(settings['DATABASE_URL'], contentOf(passwordFile))
    if (typeof put === 'string') settings['DATABASE_URL'] = put
    else problems.push(`DATABASE_PASSWORD_FILE: ${put.problem}`)
  }
  return { settings, problems }
}

const unusable = 'the file cannot be read, or is empty'

function withPassword(
  address: string | undefined,
  password: string | undefined,
): string | { problem: string } {
  if (password === undefined) return { problem: unusable }
  if (!address || !URL.canParse(address))
    return { problem: 'goes with DATABASE_URL, whose password it holds' }
  const url = new URL(address)
  if (url.password !== '') return { problem: 'DATABASE_URL has a password already; take one of them out' }
  url.password = encodeURIComponent(password)
  return url.href
}

/** Without the line’s end that editors put there. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
