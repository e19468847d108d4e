/** What a ticket may know besides its texts, by name, with what people call it (B18, B23, B30). */
export const attributeLabels: Record<string, string> = {
  urgency: 'Urgency',
  technicalImpact: 'Technical Impact',
  clientImpact: 'Client Impact',
  rootCause: 'Root Cause',
  dmaId: 'DMA ID',
  elementId: 'Element ID',
  elementName: 'Element Name',
  alarmId: 'Alarm ID',
  alarmValue: 'Alarm Value',
  rootTime: 'Root Time',
}

/** What may stand between `{{` and `}}` in the request. */
export const fieldNames = [
  'title',
  'description',
  'priority',
  'ticketType',
  'channel',
  'marker',
  'userId',
  'attributes',
  ...Object.keys(attributeLabels),
]

/**
 * BX23: the request in the form of TMF621 v4, which demands `description`, `severity` and `ticketType`. It has no places for
 * urgency and impacts, so these go into a note.
 * https://github.com/tmforum-apis/TMF621_TroubleTicket
 */
export const defaultRequest = JSON.stringify({
  name: '{{title}}',
  description: '{{description}}',
  severity: '{{priority}}',
  priority: '{{priority}}',
  ticketType: '{{ticketType}}',
  externalId: '{{marker}}',
  channel: { id: '{{channel}}' },
  relatedParty: [{ id: '{{userId}}', role: 'originator', '@referredType': 'Individual' }],
  relatedEntity: [
    { id: '{{dmaId}}/{{alarmId}}', name: '{{elementName}}', role: 'alarm', '@referredType': 'Alarm' },
  ],
  note: [{ author: '{{userId}}', text: '{{attributes}}' }],
})
