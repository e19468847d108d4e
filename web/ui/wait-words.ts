const clock = new Intl.DateTimeFormat('en', { timeStyle: 'short' })

const some = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/** “Try again in 30 seconds.”, “Try again in 15 minutes, at 2:30 PM.” */
export function waitInWords(until: Date, now: Date): string {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1_000)
  if (seconds <= 0) return 'You can try again now.'
  if (seconds < 90) return `Try again in ${some(seconds, 'second')}.`
  return `Try again in ${some(Math.ceil(seconds / 60), 'minute')}, at ${clock.format(until)}.`
}
