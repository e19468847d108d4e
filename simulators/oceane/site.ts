import type * as ground from '../ground/site.ts'
import type { OceaneState } from './state/model.ts'

export type Site = ground.Site<OceaneState>
