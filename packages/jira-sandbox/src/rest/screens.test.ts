import { expect, test } from 'vitest'
import { teams } from '../world/teams.ts'
import { createAsker } from './testing.ts'

const { world, ask } = createAsker({ issues: 200 })
const open = world.issues.filter(({ projectKey, typeId }) => projectKey === 'OPS' && typeId !== '10000')
const issue = open.find(({ resolutionId, archived }) => resolutionId === null && archived === undefined)
const path = `/issue/${issue?.key ?? ''}`
const version = world.findProject('OPS')?.versions[0]

const edit = (fields: object) => ask('PUT', path, { body: { fields } })
const value = async (field: string): Promise<unknown> =>
  (await ask('GET', `${path}?fields=${field}`)).json.fields[field]

test.each([
  ['customfield_10211', '2026-12-24', '2026-12-24'],
  ['customfield_10212', 'https://run.example.test/book', 'https://run.example.test/book'],
  ['customfield_10213', ['a', 'b'], ['a', 'b']],
  ['customfield_10214', [{ name: 'kenji' }], [expect.objectContaining({ name: 'kenji' })]],
  ['customfield_10215', { name: 'platform-team' }, expect.objectContaining({ name: 'platform-team' })],
  ['customfield_10216', [{ name: 'platform-team' }], [expect.objectContaining({ name: 'platform-team' })]],
  ['customfield_10217', { id: version?.id }, expect.objectContaining({ name: version?.name })],
  ['customfield_10218', [{ id: version?.id }], [expect.objectContaining({ name: version?.name })]],
  ['customfield_10219', { key: 'PAY' }, expect.objectContaining({ key: 'PAY' })],
  ['customfield_10222', [{ value: 'Impediment' }], [expect.objectContaining({ value: 'Impediment' })]],
  ['customfield_10223', { value: 'High' }, expect.objectContaining({ value: 'High' })],
])('%s is on the screen, takes %j, and gives it back', async (field, set, shown) => {
  expect((await ask('GET', `${path}/editmeta`)).json.fields).toHaveProperty(field)
  expect(await edit({ [field]: set })).toMatchObject({ status: 204 })
  expect(await value(field)).toEqual(shown)
  expect((await edit({ [field]: { nothing: 'of this kind' } })).status).toBe(400)
  expect(await edit({ [field]: null })).toMatchObject({ status: 204 })
  expect(await value(field)).toBeNull()
})

test('The security level is one that the caller is in', async () => {
  const { allowedValues } = (await ask('GET', `${path}/editmeta`)).json.fields.security
  expect(allowedValues.map(({ id }: { id: string }) => id)).toEqual(['10611'])
  expect((await edit({ security: { id: '10611' } })).status).toBe(204)
  expect(await value('security')).toMatchObject({ name: 'Team only' })
  expect((await edit({ security: { id: '10601' } })).status).toBe(400)
  expect((await edit({ security: null })).status).toBe(204)
  expect(await value('security')).toBeUndefined()
})

test('The first estimate is also what remains, and each can be set alone', async () => {
  expect((await edit({ timetracking: { originalEstimate: '2d' } })).status).toBe(204)
  expect(await value('timetracking')).toMatchObject({
    originalEstimateSeconds: 57_600,
    remainingEstimateSeconds: 57_600,
  })
  const update = { timetracking: [{ edit: { remainingEstimate: '4h' } }] }
  expect((await ask('PUT', path, { body: { update } })).status).toBe(204)
  expect(await value('timetracking')).toMatchObject({
    originalEstimateSeconds: 57_600,
    remainingEstimateSeconds: 14_400,
  })
  expect((await edit({ timetracking: { originalEstimate: 'soon' } })).json.errors).toHaveProperty('timetracking')
})

test('A team is set by its id', async () => {
  expect(await edit({ customfield_10220: teams[0]?.id })).toMatchObject({ status: 204 })
  expect(await value('customfield_10220')).toMatchObject({ id: teams[0]?.id })
})
