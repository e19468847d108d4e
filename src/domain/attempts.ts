/** What is refused after so many failures in a row. */
export interface AttemptRule {
  /** Failures that cost nothing but the answer. */
  free: number
  /** After the first one more, in seconds; doubled with each further one. */
  firstWait: number
  longestWait: number
  /** Failures are forgotten when so many seconds have passed since the last. */
  forgottenAfter: number
}

/** A person mistypes a few times; somebody who guesses gets a hundred tries a day. */
export const ofAccount: AttemptRule = { free: 5, firstWait: 30, longestWait: 900, forgottenAfter: 86_400 }
/** Many people may share an address, and each of them mistypes. */
export const ofAddress: AttemptRule = { free: 50, firstWait: 30, longestWait: 900, forgottenAfter: 3_600 }
/** Mail that somebody asks for in another’s name. */
export const ofMail: AttemptRule = { free: 3, firstWait: 300, longestWait: 3_600, forgottenAfter: 86_400 }
