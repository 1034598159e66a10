import { describe, expect, test } from 'vitest'
import { createAsker } from './testing.ts'

const { ask, world } = createAsker()
const issue = world.issues.find(({ projectKey, comments }) => projectKey === 'PAY' && comments.length > 3)
const path = `/issue/${issue?.key}/comment`
const add = (body: unknown, options: Parameters<typeof ask>[2] = {}) => ask('POST', path, { body, ...options })

describe('comments', () => {
  test('say that a page holds 1048576 when no page was asked for', async () => {
    const { json } = await ask('GET', path)
    expect(json).toMatchObject({ startAt: 0, maxResults: 1_048_576, total: issue?.comments.length })
    expect(json.comments).toHaveLength(issue?.comments.length ?? 0)
  })

  test('come in pages and either order', async () => {
    const ids = issue?.comments.map(({ id }) => id) ?? []
    const page = await ask('GET', `${path}?startAt=1&maxResults=2`)
    expect(page.json).toMatchObject({ startAt: 1, maxResults: 2, total: ids.length })
    expect(page.json.comments.map(({ id }: { id: string }) => id)).toEqual(ids.slice(1, 3))
    const newest = await ask('GET', `${path}?orderBy=-created&maxResults=1`)
    expect(newest.json.comments[0].id).toBe(ids.at(-1))
    expect((await ask('GET', `${path}?orderBy=author`)).status).toBe(400)
  })

  test('are added, edited by their author and deleted', async () => {
    const added = await add({ body: 'Seen *today*.' }, { as: 'kenji' })
    expect(added.status).toBe(201)
    expect(added.json).toMatchObject({
      body: 'Seen *today*.',
      author: { name: 'kenji' },
      updateAuthor: { name: 'kenji' },
    })
    const own = `${path}/${added.json.id}`
    const edited = await ask('PUT', own, { body: { body: 'Seen twice.' }, as: 'kenji' })
    expect(edited).toMatchObject({ status: 200, json: { body: 'Seen twice.', id: added.json.id } })
    expect((await ask('PUT', own, { body: { body: 'Not mine' }, as: 'elin' })).status).toBe(400)
    expect((await ask('DELETE', own, { as: 'elin' })).status).toBe(400)
    expect(await ask('DELETE', own, { as: 'kenji' })).toEqual({ status: 204, json: undefined })
    expect((await ask('GET', own)).status).toBe(404)
  })

  test.each([[''], ['   '], [null], [5], ['x'.repeat(32_768)]])(
    'refuse a body that is empty, no text or too long',
    async (body) => {
      const { status, json } = await add({ body })
      expect([status, Object.keys(json.errors)]).toEqual([400, ['comment']])
    },
  )

  test('take exactly 32767 characters', async () => {
    expect((await add({ body: 'x'.repeat(32_767) })).status).toBe(201)
  })

  test('may be for a group or a role that exists', async () => {
    const restricted = await add({ body: 'Internal', visibility: { type: 'role', value: 'Developers' } })
    expect(restricted.json.visibility).toEqual({ type: 'role', value: 'Developers' })
    expect((await ask('GET', `${path}/${restricted.json.id}`, { as: 'jonas' })).status).toBe(404)
    expect((await ask('GET', `${path}/${restricted.json.id}`, { as: 'kenji' })).status).toBe(200)
    const reset = await ask('PUT', `${path}/${restricted.json.id}`, { body: { body: 'Public now' } })
    expect(reset.json).not.toHaveProperty('visibility')
    for (const visibility of [
      { type: 'role', value: 'Nobody' },
      { type: 'group', value: 'platform-teams' },
      { type: 'person', value: 'mira' },
    ]) {
      expect((await add({ body: 'x', visibility })).status).toBe(400)
    }
  })

  test('need a login, a token that may write, and a body without strange members', async () => {
    expect((await add({ body: 'x' }, { as: null })).status).toBe(401)
    expect((await add({ body: 'x' }, { scope: 'READ' })).status).toBe(403)
    expect((await add({ body: 'x', text: 'y' })).status).toBe(400)
    expect((await add({ body: 'From outside' }, { as: 'pim@vendor.example' })).status).toBe(201)
  })
})
