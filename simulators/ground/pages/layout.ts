import { html, type Html } from '../html.ts'

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a4150); --soft: light-dark(#f4f5f7, #232833);
  --ink: light-dark(#1d2433, #e3e7ee); --faint: light-dark(#5b6579, #9ca6b8); --link: light-dark(#0b5cad, #7db7ff); }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: light-dark(#fff, #181c24) }
header { color: #fff; padding: .6rem 1.2rem; display: flex; gap: 1.2rem; align-items: baseline; flex-wrap: wrap }
header a { color: #fff } header b { letter-spacing: .02em } header span { opacity: .8 }
main { max-width: 68rem; margin: 0 auto; padding: 1.2rem }
a { color: var(--link) } h1 { font-size: 1.45rem; margin: .3rem 0 1rem; overflow-wrap: anywhere } h2 { font-size: 1.05rem; margin: 1.6rem 0 .5rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
th { color: var(--faint); font-weight: 500 } .faint { color: var(--faint) }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: 2rem } @media (max-width: 50rem) { .columns { grid-template-columns: minmax(0, 1fr) } }
.description, .comment, .panel { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .1rem .9rem; margin-bottom: .7rem; overflow-wrap: anywhere }
.status { display: inline-block; padding: 0 .5rem; border-radius: 4px; font-weight: 600; font-size: .85rem; background: light-dark(#dfe3ea, #39414f) }
.status.indeterminate { background: light-dark(#cfe1fb, #1f4a80) } .status.done { background: light-dark(#cdeeda, #1c5a3b) }
form { display: flex; gap: .5rem; flex-wrap: wrap; margin: 0 0 .6rem } label { width: 100%; color: var(--faint) }
button, select, textarea, input { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: .3rem .6rem }
textarea { width: 100% } button { cursor: pointer } pre { overflow: auto }
`

export type Page = (title: string, content: Html) => string

/** What the pages of one tracker have in common. */
export interface Look {
  /** Such as "Simulated Jira"; in every title and header. */
  product: string
  /** Says that this is not the real thing. */
  disclaimer: string
  /** The header's background. */
  tint: string
  links: { href: string; text: string }[]
}

/** Makes whole pages. Every page says that it is a stand-in. */
export function pageOf({ product, disclaimer, tint, links }: Look): Page {
  return (title, content) =>
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${title} – ${product}</title>
          <style>
            ${{ markup: style }} header {
              background: ${tint};
            }
          </style>
        </head>
        <body>
          <header>
            <b>${product}</b> <span>${disclaimer}</span>
            <nav>
              ${links.map(({ href, text }) => html`<a href="${href}">${text}</a> · `)}
              <a href="/_simulator">Simulator switches</a>
            </nav>
          </header>
          <main>${content}</main>
        </body>
      </html>`.markup
}
