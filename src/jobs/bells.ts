/** How long a bell that was rung rests. */
export const restMs = 100

/**
 * Bells by name, each of which makes somebody ask the database: the first ring is heard at once, and all that come while it rests are heard as one
 * when it has rested.
 */
export function bells(ring: (name: string) => void): (name: string) => void {
  const resting = new Map<string, { again: boolean }>()
  return function bell(name) {
    const rest = resting.get(name)
    if (rest) {
      rest.again = true
      return
    }
    const begun = { again: false }
    resting.set(name, begun)
    setTimeout(() => {
      resting.delete(name)
      if (begun.again) bell(name)
    }, restMs).unref()
    ring(name)
  }
}
