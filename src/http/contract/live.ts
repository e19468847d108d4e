export type { LiveMessage } from '../../domain/live.ts'
