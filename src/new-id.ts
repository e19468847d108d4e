import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const bytesEach = 16
const pool = Buffer.allocUnsafe(bytesEach * 256)
let used = pool.length
let msecs = 0
let seq = 0

/**
 * UUID version 7; each sorts after the one before, also within a millisecond. The system is asked for random bytes
 * once in 256 ids, because each asking is a system call.
 */
export function newId(): string {
  const random = nextRandom()
  const now = Date.now()
  seq = now > msecs ? random.readUInt32BE(0) >>> 1 : seq + 1
  msecs = Math.max(msecs, now)
  return v7({ random, msecs, seq })
}

function nextRandom(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytesEach
  return pool.subarray(used - bytesEach, used)
}
