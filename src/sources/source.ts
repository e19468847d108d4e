/** A recommendation as a source understood it, before it belongs to a workspace. */
export interface ReadFinding {
  source: string
  key: string
  title: string
  description: string
  resource: string | null
  account: string | null
  category: string | null
  effort: string | null
  /** A month. */
  saving: { amount: number; currency: string } | null
  /** Key of a project of the workspace, if the document names one. */
  project: string | null
  /** The document as it came. */
  raw: unknown
}

export interface ReadDocument {
  findings: ReadFinding[]
  /** Items of the document that are not findings of this kind, and why. */
  skipped: { key: string; because: string }[]
}

/** A form in which recommendations can arrive. */
export interface RecommendationFormat {
  name: string
  /** Whether a document has this form, by its shape alone. */
  recognises(document: unknown): boolean
  /** @throws {UnreadableDocument} */
  read(document: unknown): ReadDocument
}

/** The first thing that is wrong with a document, by its path, e.g. `items.3.estimatedMonthlySavings`. */
export class UnreadableDocument extends Error {
  readonly path: string
  constructor(path: string, message: string) {
    super(message)
    this.name = 'UnreadableDocument'
    this.path = path
  }
}
