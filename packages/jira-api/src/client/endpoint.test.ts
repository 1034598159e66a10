import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { endpointOf, writtenIssueOf } from './endpoint.ts'

const path = (text: string): readonly string[] => text.split('/')

test.each([
  ['rest/api/2/issue/PAY-1/comment/10001', 'GET /rest/api/2/issue/{}/comment/{}'],
  ['rest/api/3/issue/10001/transitions', 'GET /rest/api/3/issue/{}/transitions'],
  ['rest/api/2/issue/2/worklog/3', 'GET /rest/api/2/issue/{}/worklog/{}'],
  ['rest/agile/1.0/board/7/sprint', 'GET /rest/agile/1.0/board/{}/sprint'],
  ['secure/attachment/10100/salaries.xlsx', 'GET /secure/attachment/{}/{}'],
  ['rest/servicedeskapi/request/HELP-1/sla', 'GET /rest/servicedeskapi/request/{}/sla'],
  ['rest/api/2/issue/PAY-1/properties/mmd.note', 'GET /rest/api/2/issue/{}/properties/{}'],
])('%s is %s', (text, endpoint) => {
  expect(endpointOf('GET', path(text))).toBe(endpoint)
})

test('no part of a path that is no word of the API is left in an endpoint', () => {
  // Nothing that is asked of users or made by them looks like this and is a word too.
  const own = fc.oneof(
    fc.tuple(fc.stringMatching(/^[A-Z]{2,9}$/), fc.nat()).map(([key, number]) => `${key}-${number}`),
    fc.nat().map(String),
    fc.uuid(),
    fc.emailAddress(),
    fc.string({ minLength: 1 }).map((text) => `${text}\u00b7`),
  )
  const word = fc.constantFrom('rest', 'api', 'issue', 'comment', 'agile', 'board')
  fc.assert(
    fc.property(fc.array(fc.oneof(own, word), { maxLength: 12 }), (segments) => {
      const [method, ...rest] = endpointOf('GET', segments).split(' ')
      expect([method, rest.length]).toEqual(['GET', 1])
      const words = /^(?:rest|api|issue|comment|agile|board|\{\})$/
      rest[0]
        ?.slice(1)
        .split('/')
        .forEach((part, index, all) => {
          const isVersion = /^\d{1,2}$/.test(part) && /^(?:api|agile)$/.test(all[index - 1] ?? '')
          expect(part === '' || isVersion || words.test(part)).toBe(true)
        })
    }),
  )
})

test('knows the issue that is written to, and no other', () => {
  expect(writtenIssueOf('POST', path('rest/api/2/issue/PAY-1/comment'))).toBe('PAY-1')
  expect(writtenIssueOf('GET', path('rest/api/2/issue/PAY-1/comment'))).toBeUndefined()
  expect(writtenIssueOf('POST', path('rest/api/2/issue'))).toBeUndefined()
  expect(writtenIssueOf('POST', path('rest/api/2/issue/bulk'))).toBeUndefined()
  expect(writtenIssueOf('POST', path('rest/api/2/search'))).toBeUndefined()
})
