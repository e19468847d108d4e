import type { Decided } from './reason.ts'

export interface TypeInput {
  /** The help desk's name for the ticket's type. */
  ticketType: string
  /** What a mapping of the kind “Ticket Type” says (C44). */
  mapped: string | undefined
  /** Types that issues of the project can have; undefined: not known yet. */
  known: string[] | undefined
  /** The instance's default. */
  standard: string
}

/** The type of a ticket's new issue: by its mapping, else the one with the equal name, else the default (C40, C41, C44). */
export function issueTypeFor({ ticketType, mapped, known, standard }: TypeInput): Decided<string> {
  const input = { ticketType, standard }
  if (mapped !== undefined) {
    const because = `Tickets of the type “${ticketType}” are mapped to this type.`
    return { value: mapped, reason: { rule: 'mapping of the ticket type', because, input } }
  }
  if (known?.includes(ticketType)) {
    const because = 'The project has a type with the name of the ticket’s type.'
    return { value: ticketType, reason: { rule: 'equal name', because, input } }
  }
  const because = `The project has no type “${ticketType}”, and none is mapped: the default is used.`
  return {
    value: standard,
    reason: { rule: 'default type', because, input, setAside: [ticketType], fallback: true },
  }
}

/**
 * The type of ticket that an issue's type means: by its mapping, else the one with the equal name. Undefined: the ticket keeps
 * its own, because several or none are meant.
 */
export function ticketTypeFor(
  issueType: string,
  of: {
    types: { id: string; name: string }[]
    mappings: { typeId: string; issueType: string }[]
    current: string
  },
): Decided<string | undefined> {
  const input = { issueType }
  const mapped = of.mappings.filter((mapping) => mapping.issueType === issueType).map(({ typeId }) => typeId)
  if (mapped.includes(of.current)) {
    const because = `The ticket’s type is mapped to “${issueType}” already.`
    return { value: of.current, reason: { rule: 'mapping of the ticket type', because, input } }
  }
  const [only, ...others] = mapped
  if (only && others.length === 0) {
    const because = `“${issueType}” is mapped to this type.`
    return { value: only, reason: { rule: 'mapping of the ticket type', because, input } }
  }
  const equal = of.types.find(({ name }) => name === issueType)
  if (equal && mapped.length === 0) {
    const because = 'The help desk has a type with the same name.'
    return { value: equal.id, reason: { rule: 'equal name', because, input } }
  }
  const why =
    others.length > 0 ? 'Several types are mapped to' : 'No type of the help desk is called or mapped to'
  const because = `${why} “${issueType}”: the ticket keeps its own.`
  return { value: undefined, reason: { rule: 'no equal name', because, input, fallback: true } }
}
