interface WireParameter {
  what: string
  /** What DataMiner replaces by the alarm's own. */
  keyword: string
  required: boolean
  /** Part of what the alarm or its element is known by. */
  isKey: boolean
}

/** The parameters of an alarm as the Oceane connector for DataMiner names them (B18–B21). */
export const wireParameters = {
  'DMA ID': { what: 'the ID of the DataMiner Agent', keyword: '[DMAID]', required: true, isKey: true },
  'Element ID': { what: 'the ID of the element', keyword: '[EID]', required: true, isKey: true },
  'Alarm ID': { what: 'the key of the root alarm', keyword: '[ROOTKEY]', required: true, isKey: true },
  'Element Name': { what: 'the name of the element', keyword: '[ENAME]', required: true, isKey: false },
  'Alarm Value': { what: 'the value of the alarm', keyword: '[VALUE]', required: false, isKey: false },
  'Root Time': {
    what: 'when the root alarm began',
    keyword: '[ROOTTIME:yyyy-MM-ddTHH:mm:ssZ]',
    required: false,
    isKey: false,
  },
} satisfies Record<string, WireParameter>

export type WireName = keyof typeof wireParameters

export const wireNames = Object.keys(wireParameters) as WireName[]

/** What is left of a name when case, spaces and underscores do not count. */
export const foldedName = (name: string) => name.toLowerCase().replace(/[\s_]/gu, '')
