import { expect, test } from 'vitest'
import { ApiError, fieldErrors, problemOf } from './problem.ts'

const refused = (errors: { field: string; message: string }[]) =>
  new ApiError({ type: 'about:blank', title: 'Invalid', status: 422, errors })

test('a problem becomes one message a field, the first one winning', () => {
  const error = refused([
    { field: 'title', message: 'a brief summary' },
    { field: 'title', message: 'too long' },
    { field: 'description', message: 'between 16 and 255 characters' },
  ])
  expect(fieldErrors(error)).toEqual({
    title: 'a brief summary',
    description: 'between 16 and 255 characters',
  })
})

test('the place of a field in the body is taken off', () => {
  const error = refused([
    { field: 'config.url', message: 'an address' },
    { field: '/destination/type', message: 'a type' },
  ])
  expect(fieldErrors(error, ['config', 'destination'])).toEqual({ url: 'an address', type: 'a type' })
})

test('other failures have no field errors', () => {
  expect(fieldErrors(new Error('boom'))).toEqual({})
})

test('an answer in another form than a problem still says something', () => {
  expect(problemOf(401, { message: 'Invalid email or password' }).title).toBe('Invalid email or password')
  expect(problemOf(502, '<html>').title).toBe('The hub answered 502')
  expect(problemOf(404, { title: 'Not found', status: 999 }).status).toBe(404)
})
