import { expect, it } from 'vitest'
import { readComment, readFieldSchema, readFieldValue, readIssueDetail } from '../readers.ts'

it('reads a document nested deeper than any stack as a text that says so', () => {
  let node: object = { type: 'paragraph' }
  for (let level = 0; level < 50_000; level += 1) node = { type: 'blockquote', content: [node] }
  const body = { type: 'doc', version: 1, content: [node] }
  const text = { format: 'plain', source: expect.stringContaining('too deep') }
  expect(readComment({ id: '1', body })).toMatchObject({ body: text })
  expect(readIssueDetail({ id: '1', key: 'PAY-1', fields: { description: body } })).toMatchObject({ description: text })
  expect(readFieldValue(body, readFieldSchema(undefined), 'adf')).toEqual({ kind: 'rich-text', text })
})
