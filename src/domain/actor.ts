import type { Right } from './rights.ts'

/** Who asks, and where. Every verb that a person or program calls is given one. */
export interface Actor {
  /** `user:<id>` or `token:<id>`. */
  id: string
  /** For people, in timelines. */
  name: string
  email: string | null
  workspaceId: string
  /** A person’s role; of a token `program` or `operator`; of what the hub does by itself, its name. */
  role: string
  rights: readonly Right[]
  /** Of a partner’s program: the operator whose tickets are all that it sees. */
  operatorId?: string | undefined
  /** The workspace asks for two-factor and this person has none yet: they can do nothing here but set it up. */
  needsTwoFactor?: boolean
  /** The network address that the request came from. */
  address?: string | undefined
}
