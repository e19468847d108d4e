/** A moment in a text that stays: `2026-01-31 09:30:00 UTC`. Who reads it, and where, is not known yet. */
export const saidMoment = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
