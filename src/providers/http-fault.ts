import { errors } from 'undici'
import { RefusedAddress } from './address-guard.ts'
import { ExchangeError } from './exchange.ts'
import { ProviderError } from './provider.ts'

const wordsOfCode: Record<string, string> = {
  ENOTFOUND: 'the name does not exist',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no way there',
  ENETUNREACH: 'there is no way there',
  ECONNRESET: 'it was cut while it was being made',
  UND_ERR_CONNECT_TIMEOUT: 'it was not made in time',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'a certificate in the chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** True when a connection that was there broke. */
export function isReset(error: unknown): boolean {
  const code = error instanceof ExchangeError && error.sent ? codeOf(error.cause) : undefined
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET'
}

/**
 * The fault for a request that got no answer. Its words are all our own, plus the host: never a header,
 * a path, a query or a body.
 */
export function faultWithoutAnswer(error: unknown, host: string): ProviderError {
  const options = { cause: error }
  if (error instanceof RefusedAddress) {
    return new ProviderError({ kind: 'refused-address', detail: error.message }, options)
  }
  if (!(error instanceof ExchangeError)) {
    return new ProviderError(
      { kind: 'not-sent', detail: `The request to ${host} could not be made.` },
      options,
    )
  }
  if (error.cause instanceof RefusedAddress) return faultWithoutAnswer(error.cause, host)
  const code = codeOf(error.cause)
  const coded = code === undefined ? {} : { code }
  if (!error.sent) {
    const why = error.why === 'timeout' ? 'it was not made in time' : (wordsOfCode[code ?? ''] ?? 'it failed')
    return new ProviderError(
      { kind: 'not-sent', detail: `No connection to ${host}: ${why}.`, ...coded },
      options,
    )
  }
  if (error.why === 'timeout') {
    return new ProviderError({ kind: 'timeout', detail: `${host} did not answer in time.` }, options)
  }
  if (error.why === 'too-large') {
    return new ProviderError({ kind: 'bad-answer', detail: `The answer of ${host} is too large.` }, options)
  }
  if (error.cause instanceof errors.HTTPParserError) {
    return new ProviderError(
      { kind: 'bad-answer', detail: `${host} does not answer in HTTP.`, ...coded },
      options,
    )
  }
  return new ProviderError(
    { kind: 'interrupted', detail: `The connection to ${host} broke.`, ...coded },
    options,
  )
}
