import type { FaultEffect, FaultRule, Faults } from './model.ts'

/** The effect for one request, if a rule fires; a rule with `times` is used up by it. */
export function pickEffect(
  faults: Faults,
  request: { method: string; path: string },
  random: () => number,
): FaultEffect | undefined {
  const fired = faults.rules.find(
    (rule) => applies(rule, request) && (rule.probability === undefined || random() < rule.probability),
  )
  if (!fired) return undefined
  if (fired.times !== undefined) {
    fired.times -= 1
    if (fired.times < 1) faults.rules.splice(faults.rules.indexOf(fired), 1)
  }
  return fired.effect
}

function applies(rule: FaultRule, request: { method: string; path: string }): boolean {
  const { method, path } = rule.when ?? {}
  if (method !== undefined && method.toUpperCase() !== request.method) return false
  return path === undefined || pathPattern(path).test(request.path)
}

function pathPattern(path: string): RegExp {
  const whole = path.endsWith('$')
  const pattern = (whole ? path.slice(0, -1) : path)
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]+')
  return new RegExp(`^${pattern}${whole ? '$' : ''}`)
}

/** The effect in words, for the list of calls. */
export function describeEffect(effect: FaultEffect): string {
  return Object.entries(effect)
    .map(([name, value]) => (value === true ? name : `${name}=${value}`))
    .join(' ')
}
