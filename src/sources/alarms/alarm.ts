/** What an alarm console says, in one form. Identified by (source, agent, rootKey) (BX6). */
export interface Alarm {
  /** DMA ID; the host of the sender elsewhere, '' where the source has none. */
  agent: string
  /** Alarm ID: the root alarm's key. */
  rootKey: string
  elementId: string | null
  elementName: string
  /** Alarm Value. */
  value: string | null
  rootTime: Date | null
  /** As the source says it. */
  severity: string | null
  state: 'raised' | 'cleared'
  /** BX17: from element name and value. */
  title: string
  /** The source's own words; '' if it has none. */
  description: string
  labels: Record<string, string>
  /** The alarm's own page, if told; http or https only. */
  url: string | null
  /** As it came, without what no database keeps. */
  raw: unknown
}

/** A part of a body that is no alarm: where it stands ('' is the body), its field that is wrong, and what is right. */
export interface Refused {
  at: string
  field: string
  message: string
}

export interface AlarmReading {
  alarms: Alarm[]
  /** What was taken although it looks odd. */
  warnings: string[]
  refused: Refused[]
}

/** A form in which a monitoring system sends its alarms. */
export interface AlarmFormat {
  name: 'alertmanager' | 'grafana'
  title: string
  /** Never throws: what is not understood is refused. */
  read: (body: unknown, now: Date) => AlarmReading
}

export const refusedAs = (...refused: Refused[]): AlarmReading => ({ alarms: [], warnings: [], refused })

export const together = (readings: AlarmReading[]): AlarmReading => ({
  alarms: readings.flatMap(({ alarms }) => alarms),
  warnings: readings.flatMap(({ warnings }) => warnings),
  refused: readings.flatMap(({ refused }) => refused),
})
