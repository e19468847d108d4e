/** A command that was called in a way that cannot work; the message says how it is called. */
export class BadCommand extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BadCommand'
  }
}
