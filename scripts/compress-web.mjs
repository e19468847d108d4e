// Compresses the built web once, instead of at every request.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import path from 'node:path'

const assets = path.resolve(import.meta.dirname, '../dist/web/assets')
for (const name of readdirSync(assets).filter((file) => /\.(?:js|css|svg)$/u.test(file))) {
  const file = path.join(assets, name)
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
}
