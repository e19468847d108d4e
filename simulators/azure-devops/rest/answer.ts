import type { Answer } from '../../ground/api.ts'

interface Refusal {
  message: string
  typeKey: string
  /** What the form's rules have against which field. */
  ruleErrors?: RuleError[]
}

export interface RuleError {
  fieldReferenceName: string
  fieldStatusFlags: string
  errorMessage: string
  fieldStatusCode: number
  ruleValidationErrors: null
}

/** A refusal in Azure DevOps' own words. */
export class AzureDevOpsError extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, refusal: Refusal) {
    super(refusal.message)
    this.name = 'AzureDevOpsError'
    this.status = status
    this.body = errorBody(refusal)
  }
}

const workItemTracking = 'Microsoft.TeamFoundation.WorkItemTracking.Server'
const services = 'Microsoft.VisualStudio.Services.Common'

/** The form that all errors of the service have. */
export function errorBody({ message, typeKey, ruleErrors }: Refusal) {
  const assembly = typeKey.startsWith('Vss') ? services : workItemTracking
  return {
    $id: '1',
    ...(ruleErrors && { customProperties: { ErrorMessage: null, RuleValidationErrors: ruleErrors } }),
    innerException: null,
    message,
    typeName: `${assembly}.${typeKey}, ${assembly}`,
    typeKey,
    errorCode: 0,
    eventId: assembly === services ? 3000 : 3200,
  }
}

export function ok(body: unknown): Answer {
  return { status: 200, body }
}

/** Lists come wrapped. */
export function list(value: unknown[]): Answer {
  return ok({ count: value.length, value })
}

export function invalid(message: string, typeKey = 'VssPropertyValidationException'): AzureDevOpsError {
  return new AzureDevOpsError(400, { message, typeKey })
}

export function itemMissing(id: number | string): AzureDevOpsError {
  return new AzureDevOpsError(404, {
    message: `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
    typeKey: 'WorkItemUnauthorizedAccessException',
  })
}

export function projectMissing(name: string): AzureDevOpsError {
  return new AzureDevOpsError(404, {
    message: `TF200016: The following project does not exist: ${name}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
    typeKey: 'ProjectDoesNotExistWithNameException',
  })
}

export function typeMissing(name: string, projectId: string): AzureDevOpsError {
  return new AzureDevOpsError(404, {
    message: `VS402323: Work item type ${name} does not exist in project ${projectId} or you do not have permission to access it.`,
    typeKey: 'WorkItemTypeNotFoundException',
  })
}

export function fieldMissing(referenceName: string): AzureDevOpsError {
  return invalid(
    `TF51535: Cannot find field ${referenceName}.`,
    'WorkItemTrackingFieldDefinitionNotFoundException',
  )
}
