import { asDocument } from '../adf/check.ts'
import { plainText } from '../adf/text.ts'
import { asRecord, asText } from '../../ground/json.ts'
import { invalidFields } from '../rest/answer.ts'
import type { CommentDraft } from './comments.ts'
import { readProperties } from './properties.ts'

/** Checks the body of `POST …/comment`. The property `sd.public.comment` makes it internal, as on service projects. */
export function readCommentDraft(value: unknown): CommentDraft {
  const body = asRecord(value)
  const document = asDocument(body?.['body'])
  if (!document || plainText(document) === '') {
    throw invalidFields({
      comment: document ? 'Comment body can not be empty!' : 'Comment body is not valid!',
    })
  }
  if ((document.wiki ?? plainText(document)).length > 32_767) {
    throw invalidFields({
      comment: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    })
  }
  const properties = readProperties(body?.['properties'])
  const visibility = readVisibility(body?.['visibility'])
  return {
    body: document,
    properties,
    internal: asRecord(properties['sd.public.comment'])?.['internal'] === true,
    ...(visibility && { visibility }),
  }
}

function readVisibility(value: unknown): CommentDraft['visibility'] {
  if (value === undefined || value === null) return undefined
  const record = asRecord(value)
  const type = record?.['type']
  const name = asText(record?.['value']) ?? asText(record?.['identifier'])
  if ((type !== 'role' && type !== 'group') || !name) {
    throw invalidFields({
      commentLevel: 'The visibility of a comment needs a type (role or group) and a value.',
    })
  }
  return { type, value: name }
}
