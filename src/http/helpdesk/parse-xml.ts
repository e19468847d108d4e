import { SaxesParser } from 'saxes'
import { BadDocument, deepest, type Element } from './document.ts'

/**
 * Reads an XML document. Attributes, comments and processing instructions are passed over; a DOCTYPE is refused, and so there are
 * no entities but the five of XML.
 * @throws {BadDocument} with the line and the column
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true })
  const document: OpenElement = { name: '', children: [], pieces: [] }
  const open = [document]
  const refuse = (what: string): never => {
    throw new BadDocument(`The XML is not usable at line ${parser.line}, column ${parser.column}: ${what}.`)
  }
  const add = (piece: string) => void open.at(-1)?.pieces.push(piece)
  parser.on('error', ({ message }) => refuse(message.replace(/^\d+:\d+: /u, '').replace(/\.$/u, '')))
  parser.on('doctype', () => refuse('a DOCTYPE is not accepted'))
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^(?:utf-8|us-ascii)$/iu.test(encoding))
      refuse(`the encoding ${encoding} is not accepted, only UTF-8`)
  })
  parser.on('opentagstart', ({ name }) => {
    if (open.length > deepest) refuse(`elements are nested more than ${deepest} levels deep`)
    open.push({ name, children: [], pieces: [] })
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed) open.at(-1)?.children.push(elementOf(closed))
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(text).close()
  return document.children[0] ?? refuse('there is no element')
}

interface OpenElement {
  name: string
  children: Element[]
  pieces: string[]
}

function elementOf({ name, children, pieces }: OpenElement): Element {
  const text = pieces.join('')
  return { name, children, text: children.length > 0 && text.trim() === '' ? '' : text }
}
