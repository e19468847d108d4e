const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/u

/** Whether a text is a moment as the hub writes it, of a day and an hour that exist: the database takes no others. */
export function isMoment(text: string): boolean {
  if (!form.test(text) || text < '0001') return false
  const moment = new Date(text)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 19) === text.slice(0, 19)
}
