import XmlBuilder from 'fast-xml-builder'

/** What can be printed: members by name; a list is its element repeated. */
export type Printable = string | number | boolean | null | Printable[] | { [name: string]: Printable }

const builder = new XmlBuilder({
  tagValueProcessor: (_name, value) => xmlText(value),
  suppressEmptyNode: true,
})

/** Prints a document whose one member is its outermost element. Names have to be XML names. */
export const printXml = (document: { [name: string]: Printable }): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`

/** Characters that XML 1.0 has no way to write, halves of surrogate pairs among them. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** A carriage return would be read as a line feed, so it is written as one. */
const xmlText = (value: unknown) => String(value).replace(unwritable, '\uFFFD').replace(/\r\n?/gu, '\n')
