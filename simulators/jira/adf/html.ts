import { html, type Html } from '../../ground/html.ts'
import { asText } from '../../ground/json.ts'
import type { AdfDocument, AdfMark, AdfNode } from './model.ts'

/** A document as HTML, everything escaped, links only to http, https and mailto. */
export function renderAdf(document: AdfDocument): string {
  return renderNodes(document.content)
    .map((part) => part.markup)
    .join('')
}

function renderNodes(nodes: AdfNode[] | undefined): Html[] {
  return (nodes ?? []).map(renderNode)
}

const containers: Record<string, (inside: Html[]) => Html> = {
  paragraph: (inside) => html`<p>${inside}</p>`,
  bulletList: (inside) =>
    html`<ul>
      ${inside}
    </ul>`,
  orderedList: (inside) =>
    html`<ol>
      ${inside}
    </ol>`,
  listItem: (inside) => html`<li>${inside}</li>`,
  codeBlock: (inside) => html`<pre><code>${inside}</code></pre>`,
  blockquote: (inside) => html`<blockquote>${inside}</blockquote>`,
  panel: (inside) => html`<div class="panel">${inside}</div>`,
  taskList: (inside) =>
    html`<ul>
      ${inside}
    </ul>`,
  table: (inside) =>
    html`<table>
      <tbody>
        ${inside}
      </tbody>
    </table>`,
  tableRow: (inside) =>
    html`<tr>
      ${inside}
    </tr>`,
  tableHeader: (inside) => html`<th>${inside}</th>`,
  tableCell: (inside) => html`<td>${inside}</td>`,
}

/** Issue headings start below the page's own. */
const headings: Record<string, (inside: Html[]) => Html> = {
  1: (inside) => html`<h3>${inside}</h3>`,
  2: (inside) => html`<h4>${inside}</h4>`,
}

function renderNode(node: AdfNode): Html {
  const inside = renderNodes(node.content)
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce(renderMark, html`${node.text}`)
    case 'taskItem':
      return html`<li>${node.attrs?.['state'] === 'DONE' ? '☑' : '☐'} ${inside}</li>`
    case 'hardBreak':
      return html`<br />`
    case 'rule':
      return html`<hr />`
    case 'heading':
      return (headings[String(node.attrs?.['level'])] ?? ((content: Html[]) => html`<h5>${content}</h5>`))(
        inside,
      )
    case 'inlineCard':
      return link(String(node.attrs?.['url']), html`${String(node.attrs?.['url'])}`)
    case 'expand':
      return html`<details open>
        <summary>${asText(node.attrs?.['title'])}</summary>
        ${inside}
      </details>`
    default:
      return containers[node.type]?.(inside) ?? html`<span>${label(node)}${inside}</span>`
  }
}

function label(node: AdfNode): string {
  const text = node.attrs?.['text'] ?? node.attrs?.['shortName']
  return typeof text === 'string' ? text : ''
}

function renderMark(inside: Html, mark: AdfMark): Html {
  switch (mark.type) {
    case 'strong':
      return html`<strong>${inside}</strong>`
    case 'em':
      return html`<em>${inside}</em>`
    case 'code':
      return html`<code>${inside}</code>`
    case 'strike':
      return html`<s>${inside}</s>`
    case 'underline':
      return html`<u>${inside}</u>`
    case 'link':
      return link(String(mark.attrs?.['href']), inside)
    default:
      return inside
  }
}

function link(address: string, inside: Html): Html {
  return /^(https?:|mailto:)/i.test(address)
    ? html`<a href="${address}" rel="noopener noreferrer nofollow">${inside}</a>`
    : inside
}
