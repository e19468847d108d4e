import type { Right } from './rights.ts'

/** Who asks, and where. Every verb that a person or program calls is given one. */
export interface Actor {
  /** `user:<id>` or `token:<id>`. */
  id: string
  /** For people, in timelines. */
  name: string
  email: string | null
  workspaceId: string
  role: string
  rights: readonly Right[]
  /** Of a partner’s program: the operator whose tickets are all that it sees. */
  operatorId?: string | undefined
}
