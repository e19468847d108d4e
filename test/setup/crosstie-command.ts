import { execFile } from 'node:child_process'
import path from 'node:path'
import { compileCache } from './hub-process.ts'

const script = path.resolve(import.meta.dirname, '../../bin/crosstie.mjs')

/** Runs a command as an operator would; answers its exit code and everything it said. */
export function crosstie(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...env } },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr })
      },
    )
  })
}
