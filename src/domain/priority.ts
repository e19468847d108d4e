export const priorities = ['low', 'medium', 'high'] as const

/** The hub's own priority; each connection has a table from it to the tracker's (AX9). */
export type Priority = (typeof priorities)[number]
