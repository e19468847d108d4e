import { z } from 'zod'
import type { ReadFinding } from './source.ts'

/** Where vendors' recommendations of a kind can be filtered together. */
export const savingKinds = {
  commitment: 'Commitment',
  rightsizing: 'Rightsizing',
  unused: 'Unused resource',
  upgrade: 'Upgrade',
  other: 'Cost',
} as const

export type Saving = NonNullable<ReadFinding['saving']>

export const Currency = z
  .string('three capital letters, like EUR')
  .regex(/^[A-Z]{3}$/u, 'three capital letters, like EUR')

export const savingInWords = ({ amount, currency }: Saving) => `${amount.toFixed(2)} ${currency} a month`

export const noSaving = 'It promises no saving.'
