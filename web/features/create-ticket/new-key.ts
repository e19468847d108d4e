/** A key that no other form has. `crypto.randomUUID` is missing over plain http, which a hub inside a company may use. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
