function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** “did you mean”: the most similar names first, at most five. */
export function nearest(wanted: string, available: string[]): string[] {
  const target = wanted.toLowerCase()
  return available
    .map((name) => ({ name, far: distance(target, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 5)
    .map(({ name }) => name)
}
