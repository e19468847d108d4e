import { z } from 'zod'
import { blankIsAbsent } from './blank.ts'
import { defaultRequest, fieldNames } from './names.ts'
import { readTemplate } from './template.ts'
import { listed } from './value-sets.ts'

const valueSet = (usual: string, about: { title: string; description: string }) =>
  blankIsAbsent(
    z
      .string()
      .refine((text) => listed(text).length > 0, 'Give at least one value; several are divided by commas.')
      .default(usual)
      .meta({ ...about, examples: [usual] }),
  )

/** BX16, BX23: what is sent, and the values that operators choose from. */
export const valueFields = {
  request: blankIsAbsent(
    z
      .string()
      .superRefine((text, context) => {
        const read = readTemplate(text, fieldNames)
        if ('message' in read) context.addIssue({ code: 'custom', message: read.message })
      })
      .default(defaultRequest)
      .meta({
        title: 'Request',
        paragraph: true,
        description: `The JSON that is sent to create a ticket. A part whose placeholder has no value is left out. Placeholders: ${fieldNames.map((name) => `{{${name}}}`).join(' ')}`,
      }),
  ),
  priorities: valueSet('Critical, High, Medium, Low', {
    title: 'Priorities',
    description: 'The values of Priority that Oceane knows, divided by commas, the highest first.',
  }),
  urgencies: valueSet('High, Medium, Low', {
    title: 'Urgencies',
    description: 'The values of Urgency that Oceane knows, divided by commas.',
  }),
  technicalImpacts: valueSet('Total loss, Partial loss, Degraded, None', {
    title: 'Technical Impacts',
    description: 'The values of Technical Impact that Oceane knows, divided by commas.',
  }),
  clientImpacts: valueSet('Total loss, Partial loss, Degraded, None', {
    title: 'Client Impacts',
    description: 'The values of Client Impact that Oceane knows, divided by commas.',
  }),
}
