import { AzureDevOpsError, type RuleError } from '../rest/answer.ts'
import type { FieldDefinition, FieldValue, WorkItemType } from '../state/model.ts'

/** https://learn.microsoft.com/javascript/api/azure-devops-extension-api/fieldstatusflags */
const flagCodes = {
  required: 0x1,
  hasValues: 0x4,
  limitedToValues: 0x8,
  allowsOldValue: 0x40,
  invalidType: 0x1000,
  invalidTooLong: 0x1_0000,
  invalidEmpty: 0x8_0000,
  invalidListValue: 0x40_0000,
  invalidIdentityField: 0x4000_0000,
} as const
type Flag = keyof typeof flagCodes

/** What a rule has against a field; `message` where the service does not simply name the flags. */
export function ruleError(
  { referenceName, name }: FieldDefinition,
  flags: Flag[],
  message?: string,
): RuleError {
  const codes = flags.map((flag) => `${flag.charAt(0).toUpperCase()}${flag.slice(1)}`).join(', ')
  return {
    fieldReferenceName: referenceName,
    fieldStatusFlags: flags.join(', '),
    errorMessage: message ?? `TF401320: Rule Error for field ${name}. Error code: ${codes}.`,
    fieldStatusCode: flags.reduce((code, flag) => code + flagCodes[flag], 0),
    ruleValidationErrors: null,
  }
}

export function ruleRefusal(ruleErrors: RuleError[]): AzureDevOpsError {
  const [first] = ruleErrors
  return new AzureDevOpsError(400, {
    message: first?.errorMessage ?? '',
    typeKey: 'RuleValidationException',
    ruleErrors,
  })
}

/** Checks what a work item would be after a write, as its form does. */
export function brokenRules(
  type: WorkItemType,
  fields: Record<string, FieldValue | null | undefined>,
  isNew: boolean,
): RuleError[] {
  return type.fields.flatMap((field) => {
    const value = fields[field.referenceName]
    if (value === undefined || value === null || value === '') return field.required ? [missing(field)] : []
    if (field.type === 'string' && typeof value === 'string' && value.length > 255) {
      return [ruleError(field, [...required(field), 'invalidTooLong'])]
    }
    const allowed = field.referenceName === 'System.State' ? allowedStates(type, isNew) : field.allowedValues
    return allowed && !allowed.includes(value as string | number) ? [notListed(field, value)] : []
  })
}

/** A new work item starts in the first state; later it may go to any. */
function allowedStates({ states }: WorkItemType, isNew: boolean): string[] {
  const names = states.map(({ name }) => name)
  return isNew ? names.slice(0, 1) : names
}

function required(field: FieldDefinition): Flag[] {
  return field.required ? ['required'] : []
}

function missing(field: FieldDefinition): RuleError {
  const values: Flag[] = field.allowedValues ? ['hasValues', 'limitedToValues', 'allowsOldValue'] : []
  return ruleError(field, ['required', ...values, 'invalidEmpty'])
}

function notListed(field: FieldDefinition, value: FieldValue): RuleError {
  const message = `The field '${field.name}' contains the value '${value}' that is not in the list of supported values`
  return ruleError(field, [...required(field), 'hasValues', 'limitedToValues', 'invalidListValue'], message)
}
