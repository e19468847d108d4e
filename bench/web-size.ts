import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const root = path.resolve(import.meta.dirname, '../dist/web')

/** JavaScript that the start page loads before it shows its list: the entry and everything it names, in kB of gzip. */
export function webSize(): number {
  const page = readFileSync(path.join(root, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/gu)].flatMap(
    (match) => match[1] ?? [],
  )
  return [...new Set(named)]
    .filter((file) => existsSync(path.join(root, file)))
    .reduce((sum, file) => sum + gzipSync(readFileSync(path.join(root, file))).length / 1000, 0)
}
