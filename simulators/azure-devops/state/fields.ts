import type { FieldDefinition } from './model.ts'

const field = (
  referenceName: string,
  name: string,
  rest: Omit<FieldDefinition, 'referenceName' | 'name'>,
): FieldDefinition => ({ referenceName, name, ...rest })

/** Fields that every type has, in the order in which answers show them. */
export const commonFields: FieldDefinition[] = [
  field('System.Id', 'ID', { type: 'integer', readOnly: true }),
  field('System.AreaPath', 'Area Path', { type: 'treePath' }),
  field('System.TeamProject', 'Team Project', { type: 'string' }),
  field('System.IterationPath', 'Iteration Path', { type: 'treePath' }),
  field('System.WorkItemType', 'Work Item Type', { type: 'string', readOnly: true }),
  field('System.State', 'State', { type: 'string', required: true }),
  field('System.Reason', 'Reason', { type: 'string' }),
  field('System.AssignedTo', 'Assigned To', { type: 'identity' }),
  field('System.CreatedDate', 'Created Date', { type: 'dateTime', readOnly: true }),
  field('System.CreatedBy', 'Created By', { type: 'identity', readOnly: true }),
  field('System.ChangedDate', 'Changed Date', { type: 'dateTime', readOnly: true }),
  field('System.ChangedBy', 'Changed By', { type: 'identity', readOnly: true }),
  field('System.CommentCount', 'Comment Count', { type: 'integer', readOnly: true }),
  field('System.Title', 'Title', { type: 'string', required: true }),
  field('Microsoft.VSTS.Common.StateChangeDate', 'State Change Date', { type: 'dateTime', readOnly: true }),
  field('Microsoft.VSTS.Common.Priority', 'Priority', {
    type: 'integer',
    allowedValues: [1, 2, 3, 4],
    defaultValue: 2,
  }),
  field('System.Description', 'Description', { type: 'html' }),
  field('System.History', 'History', { type: 'history' }),
  field('System.Tags', 'Tags', { type: 'plainText' }),
  field('System.Rev', 'Rev', { type: 'integer', readOnly: true }),
  field('System.AuthorizedDate', 'Authorized Date', { type: 'dateTime', readOnly: true }),
  field('System.RevisedDate', 'Revised Date', { type: 'dateTime', readOnly: true }),
  field('System.Watermark', 'Watermark', { type: 'integer', readOnly: true }),
  field('System.IsDeleted', 'Is Deleted', { type: 'boolean', readOnly: true }),
]

export const bugFields: FieldDefinition[] = [
  field('Microsoft.VSTS.Common.Severity', 'Severity', {
    type: 'string',
    allowedValues: ['1 - Critical', '2 - High', '3 - Medium', '4 - Low'],
    defaultValue: '3 - Medium',
  }),
  field('Microsoft.VSTS.TCM.ReproSteps', 'Repro Steps', { type: 'html' }),
]
