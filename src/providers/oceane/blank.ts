import { z, type ZodType } from 'zod'

/** A field of a form that is left empty means the same as one that is not there. */
export const blankIsAbsent = <S extends ZodType>(schema: S) =>
  z.preprocess((given) => (typeof given === 'string' ? given.trim() || undefined : given), schema)
