/** A text as WIQL reads it back: nothing in it can end the text. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
