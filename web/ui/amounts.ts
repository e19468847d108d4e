/** “€1,240” or “€12.50”: cents only where they matter. */
export function money({ amount, currency }: { amount: number; currency: string }): string {
  const digits = Math.abs(amount) >= 100 || Number.isInteger(amount) ? 0 : 2
  const format = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat('en', format as Intl.NumberFormatOptions).format(amount)
}

const plain = new Intl.NumberFormat('en')

/** “12 tickets”, “1 ticket”, “1,000+ tickets”: the hub counts only so far, and says so. */
export function countOf(total: { count: number; capped: boolean }, one: string, many = `${one}s`): string {
  const noun = total.count === 1 && !total.capped ? one : many
  return `${plain.format(total.count)}${total.capped ? '+' : ''} ${noun}`
}

/** “3 tickets”, “1 ticket”, “no tickets”. */
export function some(count: number, one: string): string {
  return count === 0 ? `no ${one}s` : countOf({ count, capped: false }, one)
}
