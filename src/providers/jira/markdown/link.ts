/** Addresses that people may be sent to; any other, such as a script, is only words. */
export function isSafeLink(address: string): boolean {
  return /^(?:https?:\/\/|mailto:|tel:|ftp:\/\/)[^\s<>]+$/iu.test(address)
}
