/** A ticket that is there from the start, of another team. */
export interface SeedTicket {
  name: string
  description: string
  severity: string
  externalId?: string
  user: string
}

/** What a simulated Oceane starts with. */
export interface OceaneSeed {
  tickets: SeedTicket[]
}

/** Nothing: what there is, the hub or a person made. */
export const defaultSeed: OceaneSeed = { tickets: [] }

/** What other teams have in a real one. */
export const livelySeed: OceaneSeed = {
  tickets: [
    {
      name: 'Fibre cut near Rennes',
      description: 'Twelve sites are without service.',
      severity: 'Critical',
      externalId: 'NOC-2291',
      user: 'noc.west',
    },
    {
      name: 'Optical power low on LYO-3',
      description: 'Below the threshold since the morning.',
      severity: 'Medium',
      user: 'noc.east',
    },
  ],
}

/** The people who work in the simulated Oceane. */
export const people = [
  { id: 'claire.morvan', name: 'Claire Morvan' },
  { id: 'hugo.besson', name: 'Hugo Besson' },
]
