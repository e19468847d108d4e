/** What a document says, whether it was written in XML or in JSON. */
export interface Element {
  name: string
  /** Empty where it has children and nothing but blanks between them. */
  text: string
  children: Element[]
}

/** Levels of a document, the outermost counted. */
export const deepest = 20

/** A document that cannot be read or says something twice; answered with 400. Nothing was changed. */
export class BadDocument extends Error {
  readonly errors: { field: string; message: string }[]

  constructor(message: string, errors: { field: string; message: string }[] = []) {
    super(message)
    this.name = 'BadDocument'
    this.errors = errors
  }
}

/** @throws {BadDocument} when the bytes are not UTF-8 */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadDocument('The body is not UTF-8: send it in that encoding.')
  }
}
