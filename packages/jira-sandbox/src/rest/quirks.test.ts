import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpClient, startHttpClient } from './client-for-tests.ts'

let client: HttpClient

beforeAll(async () => {
  client = await startHttpClient({ quirks: true, overrides: { rest: { nullMaps: true } } })
})
afterAll(() => client[Symbol.asyncDispose]())

const fieldsOf = async (key: string) => (await client.ask('GET', `/issue/${key}`)).json.fields

test('A page of comments may be shorter than its total, and a comment have no text', async () => {
  const { comment } = await fieldsOf('PAY-139')
  expect(comment.total).toBeGreaterThan(comment.comments.length)
  expect(Object.keys(comment.comments[0])).toEqual(['id', 'created', 'updated'])
})

test('Values come in the forms of other releases, and single ones not at all', async () => {
  const fields = await fieldsOf('PAY-140')
  expect(fields).toMatchObject({ labels: null, resolution: {}, customfield_10107: '5' })
  expect(typeof fields.customfield_10101[0]).toBe('object')
  expect(typeof fields.fixVersions[0].id).toBe('number')
  for (const absent of ['watches', 'votes']) expect(fields).not.toHaveProperty(absent)
})

test('People may have neither a name nor a key', async () => {
  const { assignee, creator } = await fieldsOf('PAY-141')
  for (const person of [assignee, creator]) {
    expect(person).not.toHaveProperty('name')
    expect(person).not.toHaveProperty('key')
  }
})

test('What a search has nothing to say of may be null, and is told when it was asked for', async () => {
  const { json } = await client.ask('GET', '/search?maxResults=1&fields=summary')
  expect(json).toMatchObject({ names: null, schema: null, warningMessages: null })
  const expanded = (await client.ask('GET', '/search?maxResults=1&fields=summary&expand=names')).json
  expect(expanded).toMatchObject({ names: { summary: 'Summary' }, schema: null })
})

test('A filter counts subscriptions that it does not list', async () => {
  const filters: readonly { subscriptions: object }[] = (await client.ask('GET', '/filter/favourite')).json
  expect(filters.length).toBeGreaterThan(0)
  for (const { subscriptions } of filters) expect(subscriptions).toMatchObject({ size: expect.any(Number), items: [] })
  expect(filters.some(({ subscriptions }) => 'size' in subscriptions && subscriptions.size !== 0)).toBe(true)
})
