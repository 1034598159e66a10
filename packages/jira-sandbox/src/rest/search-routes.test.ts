import { describe, expect, test } from 'vitest'
import { createAsker } from './testing.ts'

const { ask } = createAsker()
const search = (params: Record<string, string>, options: Parameters<typeof ask>[2] = {}) =>
  ask('GET', `/search?${new URLSearchParams(params).toString()}`, options)

describe('search', () => {
  test('gives pages of 50, and at most 1000 issues at once', async () => {
    const { json } = await search({ jql: 'ORDER BY created DESC' })
    expect(json).toMatchObject({ expand: 'schema,names', startAt: 0, maxResults: 50, total: 400 })
    expect(json.issues).toHaveLength(50)
    expect((await search({ maxResults: '5000' })).json.maxResults).toBe(1000)
    expect((await search({ maxResults: '0' })).json).toMatchObject({ maxResults: 0, total: 400, issues: [] })
  })

  test('gives each issue once over all pages', async () => {
    const seen: string[] = []
    for (let startAt = 0; startAt < 400; startAt += 90) {
      const { json } = await search({
        jql: 'ORDER BY updated DESC',
        startAt: String(startAt),
        maxResults: '90',
        fields: 'summary',
      })
      seen.push(...json.issues.map(({ key }: { key: string }) => key))
    }
    expect(new Set(seen).size).toBe(400)
    expect(seen).toHaveLength(400)
  })

  test('says the same to a POST as to a GET', async () => {
    const asked = {
      jql: 'project = PAY ORDER BY created DESC',
      startAt: 5,
      maxResults: 3,
      fields: ['summary', 'status'],
    }
    const posted = await ask('POST', '/search', { body: asked, scope: 'READ' })
    const got = await search({ jql: asked.jql, startAt: '5', maxResults: '3', fields: 'summary,status' })
    expect(posted).toEqual(got)
    expect(Object.keys(posted.json.issues[0].fields).toSorted()).toEqual(['status', 'summary'])
  })

  test.each([
    [{ jql: 5 }],
    [{ fields: 'summary' }],
    [{ maxResults: '10' }],
    [{ validateQuery: 'strict' }],
    [{ jql: '', nextPageToken: 'x' }],
    [['project = PAY']],
  ])('refuses a POST of %j', async (body) => {
    expect(await ask('POST', '/search', { body })).toMatchObject({ status: 400, json: { errors: {} } })
  })

  test('refuses what is not JSON', async () => {
    const { status, json } = await ask('POST', '/search', { body: Buffer.from('jql=project') })
    expect(status).toBe(400)
    expect(json.errorMessages).toHaveLength(1)
  })

  test('picks fields by *navigable, *all, names and -names, and passes over unknown ones', async () => {
    const fieldsOf = async (fields: string): Promise<readonly string[]> =>
      Object.keys((await search({ jql: 'key = PAY-1300', fields })).json.issues[0].fields)
    const standard = await fieldsOf('')
    expect(standard).toContain('customfield_10000')
    expect(standard).not.toContain('comment')
    expect(await fieldsOf('*all')).toEqual(expect.arrayContaining([...standard, 'comment', 'attachment', 'worklog']))
    expect(await fieldsOf('-customfield_10000')).toEqual(standard.filter((id) => id !== 'customfield_10000'))
    expect(await fieldsOf('*all,-comment')).not.toContain('comment')
    expect(await fieldsOf('summary,nonsense,constructor')).toEqual(['summary'])
  })

  test('adds names and schema of the chosen fields when expanded', async () => {
    const { json } = await search({
      jql: 'key = PAY-1300',
      fields: 'summary,issuelinks,parent',
      expand: 'names,schema',
    })
    expect(json.names).toEqual({ summary: 'Summary', issuelinks: 'Linked Issues', parent: 'Parent' })
    expect(json.schema).toEqual({
      summary: { type: 'string', system: 'summary' },
      issuelinks: { type: 'array', items: 'issuelinks', system: 'issuelinks' },
    })
  })

  test('refuses a bad query with all that is wrong', async () => {
    const { status, json } = await search({ jql: 'x = 1 AND status = Nope' })
    expect(status).toBe(400)
    expect(json).toEqual({
      errorMessages: [
        "Field 'x' does not exist or you do not have permission to view it.",
        "The value 'Nope' does not exist for the field 'status'.",
      ],
      errors: {},
    })
  })

  test('turns wrong values into warnings when the query is not to be validated, but not wrong grammar', async () => {
    const lax = await search({ jql: 'status = Nope', validateQuery: 'false' })
    expect(lax).toMatchObject({ status: 200, json: { total: 0, warningMessages: [expect.stringContaining('Nope')] } })
    expect((await search({ jql: 'status =', validateQuery: 'false' })).status).toBe(400)
  })

  test('answers anonymous callers with the open project alone', async () => {
    const { status, json } = await search({ fields: 'project' }, { as: null })
    expect(status).toBe(200)
    expect(json.total).toBeGreaterThan(0)
    expect(json.total).toBeLessThan(200)
    for (const { key } of json.issues) expect(key).toMatch(/^SUP-/u)
  })

  test('answers 404 to a page that is no number and 400 to one before the first', async () => {
    expect((await search({ startAt: 'x' })).status).toBe(404)
    expect((await search({ startAt: '-1' })).status).toBe(400)
  })
})
