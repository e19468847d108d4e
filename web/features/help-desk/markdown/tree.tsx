import type { Definition, Nodes, Parents, Root, Table } from 'mdast'
import { createElement, Fragment, type ReactNode } from 'react'
import { safeAddress } from './parse.ts'

/** Lists and quotes below this are shown without their nesting. */
const deepest = 40

interface Place {
  definitions: ReadonlyMap<string, string>
  depth: number
}

/** What was written in Markdown, drawn by React: nothing of it ever becomes HTML by itself. */
export function MarkdownTree({ root }: { root: Root }): ReactNode {
  const definitions = new Map(definitionsIn(root).map(({ identifier, url }) => [identifier, url]))
  return <>{childrenOf(root, { definitions, depth: 0 })}</>
}

const definitionsIn = (node: Nodes): Definition[] =>
  node.type === 'definition' ? [node] : 'children' in node ? node.children.flatMap(definitionsIn) : []

function childrenOf(node: Parents, { definitions, depth }: Place): ReactNode[] {
  const below = { definitions, depth: depth + 1 }
  // oxlint-disable-next-line react/no-array-index-key
  return node.children.map((child, index) => <Fragment key={index}>{draw(child, below)}</Fragment>)
}

function draw(node: Nodes, place: Place): ReactNode {
  if (place.depth > deepest) return wordsOf(node)
  switch (node.type) {
    case 'text':
    case 'html':
      return lines(node.value)
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      )
    case 'image':
      return <Linked url={node.url}>{`Picture: ${node.alt || node.url}`}</Linked>
    case 'imageReference':
      return <Linked url={place.definitions.get(node.identifier)}>{`Picture: ${node.alt ?? ''}`}</Linked>
    case 'footnoteReference':
      return <sup>[{node.label ?? node.identifier}]</sup>
    case 'definition':
    case 'yaml':
      return null
    case 'table':
      return <Grid table={node} place={place} />
    default:
      return drawParent(node, place)
  }
}

/** A line end is a line break, as it is in Jira: people see what they typed. */
const lines = (value: string): ReactNode =>
  value.split('\n').map((line, index) => (
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ))

const elements: Partial<Record<Parents['type'], string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  emphasis: 'em',
  strong: 'strong',
  delete: 'del',
  root: 'div',
}

function drawParent(node: Parents, place: Place): ReactNode {
  const children = childrenOf(node, place)
  switch (node.type) {
    case 'link':
      return <Linked url={node.url}>{children}</Linked>
    case 'linkReference':
      return <Linked url={place.definitions.get(node.identifier)}>{children}</Linked>
    case 'heading':
      return createElement(`h${Math.min(6, node.depth + 3)}`, null, children)
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{children}</ol> : <ul>{children}</ul>
    case 'listItem':
      return (
        <li>
          {typeof node.checked === 'boolean' && (node.checked ? '☑ ' : '☐ ')}
          {children}
        </li>
      )
    case 'footnoteDefinition':
      return (
        <div>
          [{node.label ?? node.identifier}] {children}
        </div>
      )
    default:
      return createElement(elements[node.type] ?? 'span', null, children)
  }
}

function Linked({ url, children }: { url: string | undefined; children: ReactNode }) {
  const address = url === undefined ? null : safeAddress(url)
  if (!address) return <>{children}</>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

function Grid({ table, place }: { table: Table; place: Place }) {
  const [head, ...rows] = table.children.map((row) => row.children.map((cell) => childrenOf(cell, place)))
  const line = (cells: ReactNode[][], Cell: 'th' | 'td') => (
    <tr>
      {cells.map((cell, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Cell key={index}>{cell}</Cell>
      ))}
    </tr>
  )
  return (
    <div role="region" aria-label="Table" tabIndex={0} data-scrolls>
      <table>
        {head && <thead>{line(head, 'th')}</thead>}
        <tbody>
          {rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Fragment key={index}>{line(row, 'td')}</Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** All words below a node, one after the other: it may be nested deeper than functions can call themselves. */
function wordsOf(top: Nodes): string {
  const words: string[] = []
  const waiting: Nodes[] = [top]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('value' in node) words.push(node.value)
    else if ('children' in node) waiting.push(...node.children.toReversed())
  }
  return words.join(' ')
}
