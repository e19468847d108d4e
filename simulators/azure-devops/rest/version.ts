import { invalid } from './answer.ts'

/** Versions are `7.1`, `7.1-preview` or `7.1-preview.4`; without one the newest is meant. */
export function checkVersion(text: string | null, isPreview: boolean): void {
  if (text === null || text === '') return
  const [, number = '', preview] = /^(\d+\.\d+)(-preview(?:\.\d+)?)?$/.exec(text) ?? []
  if (number === '' || Number(number) > 7.1) {
    throw invalid(
      `The requested REST API version of ${text} is out of range for this server. The latest REST API version this server supports is 7.1.`,
      'VssVersionOutOfRangeException',
    )
  }
  if (isPreview && !preview) {
    throw invalid(
      `The requested version "${number}" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: "${number}-preview"`,
      'VssInvalidPreviewVersionException',
    )
  }
}
