import { recommendationFormats } from '../registry.ts'
import { UnreadableDocument, type ReadDocument, type ReadFinding } from '../source.ts'

/** The name of the format that a document is taken for. */
export const formatOf = (document: unknown) =>
  recommendationFormats.find((format) => format.recognises(document))?.name

/** Reads as the hub does: by the first format that recognises the document. */
export function read(document: unknown): ReadDocument {
  const format = recommendationFormats.find((candidate) => candidate.recognises(document))
  if (!format) throw new Error('No format recognises it.')
  return format.read(document)
}

/** The one finding of a document from which nothing is skipped. */
export function readOne(document: unknown): ReadFinding {
  const { findings, skipped } = read(document)
  const [finding, ...others] = findings
  if (!finding || others.length > 0 || skipped.length > 0)
    throw new Error(`${findings.length} findings and ${skipped.length} skipped instead of one finding.`)
  return finding
}

/** Where a document is wrong, and what would be right. */
export function refusalOf(document: unknown): { path: string; message: string } {
  try {
    read(document)
  } catch (error) {
    if (error instanceof UnreadableDocument) return { path: error.path, message: error.message }
    throw error
  }
  throw new Error('The document was read.')
}
