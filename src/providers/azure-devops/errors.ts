import type { IncomingAnswer } from '../http.ts'
import { jsonIfAny } from '../json-answer.ts'
import { wireError } from './wire.ts'

/** A field of Azure DevOps → the hub's word for it, so that a form can show the message beside the right field. */
const hubNames: Record<string, string> = {
  'System.Title': 'title',
  Title: 'title',
  'System.Description': 'description',
  Description: 'description',
  'Microsoft.VSTS.TCM.ReproSteps': 'description',
  'Microsoft.VSTS.Common.Priority': 'priority',
  Priority: 'priority',
  'System.AreaPath': 'areaPath',
  'System.AreaId': 'areaPath',
  'Area Path': 'areaPath',
  'System.TeamProject': 'project',
  'System.WorkItemType': 'workItemType',
}

/** Codes that by themselves say what is wrong; others name the field in their words. */
const fieldOfCode: Record<string, string> = {
  TF200016: 'project',
  TF237111: 'areaPath',
  TF401347: 'areaPath',
  VS402323: 'workItemType',
}

/** Codes of messages in which `field X.` names the field. */
const naming = new Set(['TF401320', 'TF401347', 'TF51535'])

const noScope =
  'Azure DevOps does not accept the token for this: it is wrong, has ended or was revoked, or lacks a scope (Work Items: Read & write; Project and Team: Read).'

interface Words {
  detail?: string
  code?: string
  fields?: Record<string, string>
}

function fieldIn(message: string, code: string): string | undefined {
  const [, named] = naming.has(code) ? (/\bfield '?(.+?)'?\.(?:\s|$)/u.exec(message) ?? []) : []
  return named === undefined ? fieldOfCode[code] : (hubNames[named] ?? named)
}

/**
 * What Azure DevOps says about a refusal. The code stands at the beginning of the message and nowhere else; rules of the
 * form that were broken come with the field's reference name.
 * https://learn.microsoft.com/en-us/azure/devops/integrate/how-to/call-rest-api
 */
export function wordsOf(answer: IncomingAnswer): Words {
  const said = jsonIfAny(answer, wireError)
  const detail = said?.message || said?.value?.Message || (answer.status === 401 ? noScope : '')
  const code = /\b(?:TF|VS)\d{4,}\b/u.exec(detail)?.[0]
  const broken = (said?.customProperties?.RuleValidationErrors ?? []).flatMap((rule) => {
    const name = rule.fieldReferenceName
    return name ? [[hubNames[name] ?? name, rule.errorMessage ?? detail]] : []
  })
  const named = broken.length === 0 && code !== undefined ? fieldIn(detail, code) : undefined
  const fields = named === undefined ? broken : [[named, detail]]
  return {
    ...(detail && { detail }),
    ...(code !== undefined && { code }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  }
}
