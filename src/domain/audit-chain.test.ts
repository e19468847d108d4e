import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, differing } from './audit.ts'
import { createChainCheck, hashOf, type AuditLine, type Break } from './audit-chain.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A record as the hub makes it. */
function recordOf(deeds: string[]): AuditLine[] {
  let previous = ''
  return deeds.map((deed, index) => {
    const line = {
      place: index + 1,
      id: `id-${index}`,
      workspaceId: 'w',
      at: '2026-11-22T10:00:00.000Z',
      actor: 'user:1',
      actorName: 'Ada',
      address: null,
      action: 'route.changed',
      target: 'r',
      targetName: deed,
      before: { to: deed },
      after: null,
      previous,
    }
    previous = hashOf(line, sha256)
    return { ...line, hash: previous }
  })
}

function breaksOf(lines: AuditLine[]): Break[] {
  const check = createChainCheck(sha256)
  return lines.flatMap((line) => check.look(line) ?? [])
}

const records = fc.array(fc.string(), { minLength: 1, maxLength: 12 }).map(recordOf)

describe('A record', () => {
  test('that nobody touched is whole', () => {
    fc.assert(
      fc.property(records, (lines) => {
        expect(breaksOf(lines)).toEqual([])
      }),
    )
  })

  test('in which one character of one entry was changed is found at that entry', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.nat(), (lines, entry, where) => {
        const nth = entry % lines.length
        const texts = lines.map((line) => JSON.stringify(line))
        const text = texts[nth] ?? ''
        const at = where % text.length
        const other = text[at] === 'x' ? 'y' : 'x'
        const forged = `${text.slice(0, at)}${other}${text.slice(at + 1)}`
        let parsed: AuditLine
        try {
          parsed = JSON.parse(forged) as AuditLine
        } catch {
          return // No JSON any more: whoever reads it says so.
        }
        if (canonical(parsed) === canonical(lines[nth])) return
        const found = breaksOf(lines.map((line, index) => (index === nth ? parsed : line)))
        expect(found.length).toBeGreaterThan(0)
        expect(found[0]?.place).toBeOneOf([nth + 1, parsed.place])
      }),
    )
  })

  test('from which an entry was taken, or in which two changed places, is found', () => {
    fc.assert(
      fc.property(records, fc.nat(), (lines, entry) => {
        fc.pre(lines.length > 1)
        const nth = entry % (lines.length - 1)
        expect(breaksOf(lines.toSpliced(nth, 1))).not.toEqual([])
        const turned = lines.toSpliced(nth, 2, lines[nth + 1] as AuditLine, lines[nth] as AuditLine)
        expect(breaksOf(turned)).not.toEqual([])
      }),
    )
  })
})

describe('The form that is hashed', () => {
  test('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonical(turned)).toBe(canonical(value))
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('is another for another value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(canonical(one) === canonical(other)).toBe(
          canonical(JSON.parse(canonical(one))) === canonical(JSON.parse(canonical(other))),
        )
      }),
    )
  })
})

test('Of a change, only what differs is kept', () => {
  expect(differing({ name: 'A', role: 'agent', old: 1 }, { name: 'A', role: 'viewer', added: 2 })).toEqual({
    before: { role: 'agent', old: 1 },
    after: { role: 'viewer', added: 2 },
  })
  expect(differing(undefined, { name: 'A' })).toEqual({ before: null, after: { name: 'A' } })
})
