/**
 * Text as Jira’s wiki markup, in which nothing of it means anything.
 * A backslash works only before certain characters and cannot stand for itself, hence the character references.
 * https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 */
const meaning: [RegExp, (found: string) => string][] = [
  [/\\|&(?=#?\w+;)/gu, referenceOf],
  // h1. and bq. at the start of a line, :P and :D anywhere.
  [/(?<=^[ \t]*(?:h[1-6]|bq))\.|[:;](?=-?[PDp](?![A-Za-z0-9]))/gmu, referenceOf],
  [/[*+^~{}[\]!|]|\?(?=\?)|(?<=\?)\?|^[ \t]*#+/gmu, escaped],
  // Between letters these two are only themselves: db-3, disk_full.
  [/(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])/gu, escaped],
  // Small pictures: (!) (on) :( ;) and what ends with the reference of a character.
  [/\((?=(?:[!?/x+yni-]|\*[rgby]?|on|off|flag|flagoff)\))|(?<=[:;\\.]-?)[()]/gu, escaped],
]

function referenceOf(found: string): string {
  return `&#${found.codePointAt(0)};`
}

function escaped(found: string): string {
  return found.replace(/\S/gu, String.raw`\$&`)
}

/** An address becomes a link by itself, and a backslash would become a part of it. */
const address = /(https?:\/\/[\w./:?&=%#+,@~-]*[\w/])/u

export function escapeWiki(words: string): string {
  const parts = words.split(address)
  return parts.map((part, place) => (place % 2 === 1 ? part : escapeWords(part))).join('')
}

function escapeWords(words: string): string {
  // Each rule sees what people wrote, never what an earlier rule put there.
  const found = new Map<number, { length: number; instead: string }>()
  for (const [pattern, instead] of meaning) {
    for (const match of words.matchAll(pattern)) {
      found.set(match.index, { length: match[0].length, instead: instead(match[0]) })
    }
  }
  let out = ''
  for (let place = 0; place < words.length;) {
    const hit = found.get(place)
    out += hit ? hit.instead : words[place]
    place += hit?.length ?? 1
  }
  return out
}

/** An address inside the square brackets of a link. */
export const inLink = (url: string) => url.replace(/[\s|[\]{}^\\!]/gu, (found) => encodeURIComponent(found))
