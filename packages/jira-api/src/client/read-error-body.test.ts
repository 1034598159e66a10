import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readErrorBody } from './read-error-body.ts'

const json = (value: unknown) => readErrorBody(JSON.stringify(value))

test.each([
  [{ errorMessages: ['One', 'Two'], errors: {} }, ['One', 'Two'], {}],
  [{ errorMessages: [], errors: { summary: 'Too long' } }, [], { summary: 'Too long' }],
  [{ errors: { customfield_1: 'Not on the screen' } }, [], { customfield_1: 'Not on the screen' }],
  [{ errorMessages: ['Only this'] }, ['Only this'], {}],
  [{ warningMessages: ['A warning'] }, ['A warning'], {}],
  [{ message: 'Denied', 'status-code': 401 }, ['Denied'], {}],
  [{ code: 401, message: 'Unauthorized; scope does not match' }, ['Unauthorized; scope does not match'], {}],
  [{ errorMessage: 'Alone' }, ['Alone'], {}],
  [{ error: 'invalid_request', error_description: 'Worte' }, ['Worte', 'invalid_request'], {}],
  [{ errors: [{ message: 'In a list' }] }, ['In a list'], {}],
  [[{ message: 'A bare list' }], ['A bare list'], {}],
  [{ title: 'Not Found', status: 404, detail: 'No endpoint', instance: '/x' }, ['No endpoint', 'Not Found'], {}],
  [{ status: 404, error: 'Not Found', message: 'No message available', path: '/ex/jira/x' }, ['Not Found'], {}],
  [{ errorMessages: null, errors: null }, [], {}],
  [{ errorMessages: 'Not a list', errors: 'nor a map' }, ['Not a list'], {}],
  ['Bare text in JSON', ['Bare text in JSON'], {}],
  [[], [], {}],
  [null, [], {}],
])('reads %j', (value, messages, fields) => {
  expect(json(value)).toEqual({ messages, fields })
})

test('reads plain text, and nothing from a page', () => {
  expect(readErrorBody('XSRF check failed\n').messages).toEqual(['XSRF check failed'])
  expect(readErrorBody('\n<!DOCTYPE html><html><body>Oops</body></html>').messages).toEqual([])
  expect(readErrorBody('').messages).toEqual([])
})

test('leaves stack traces out', () => {
  const trace = 'java.lang.NullPointerException: boom\n\tat com.atlassian.jira.Thing.run(Thing.java:12)\n\t... 30 more'
  expect(json({ message: trace }).messages).toEqual(['java.lang.NullPointerException: boom'])
})

test('keeps three messages of three hundred characters', () => {
  const { messages } = json({ errorMessages: ['x'.repeat(5_000), 'b', 'c', 'd'] })
  expect(messages.map(({ length }) => length)).toEqual([300, 1, 1])
})

test('survives any JSON and any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => {
      const { messages, fields } = readErrorBody(text)
      expect(messages.length).toBeLessThanOrEqual(3)
      for (const line of [...messages, ...Object.values(fields)]) expect(line).toMatch(/^[^\n\x1b]{1,300}$/)
    }),
  )
})

test('survives deep nesting', () => {
  expect(readErrorBody('['.repeat(50_000) + ']'.repeat(50_000)).messages).toEqual([])
})
