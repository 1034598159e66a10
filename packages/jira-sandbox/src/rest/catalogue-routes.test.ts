import { describe, expect, test } from 'vitest'
import { createAsker } from './testing.ts'

const { ask, world } = createAsker()

describe('what the site has', () => {
  test('is told in the shapes of Data Center', async () => {
    expect((await ask('GET', '/serverInfo', { as: null })).json).toMatchObject({
      baseUrl: 'http://jira.example.test/jira',
      versionNumbers: [10, 3, 24],
      deploymentType: 'Server',
      serverTime: '2026-11-22T08:00:00.000+0000',
    })
    expect((await ask('GET', '/statuscategory')).json).toMatchObject([
      { id: 1, key: 'undefined', colorName: 'medium-gray' },
      { id: 2, key: 'new', colorName: 'blue-gray' },
      { id: 4, key: 'indeterminate', colorName: 'yellow' },
      { id: 3, key: 'done', colorName: 'green' },
    ])
    expect((await ask('GET', '/priority')).json[0]).toEqual({
      self: expect.any(String),
      statusColor: '#d04437',
      description: expect.any(String),
      iconUrl: 'http://jira.example.test/jira/images/icons/priorities/highest.svg',
      name: 'Highest',
      id: '1',
    })
    const { json: fields } = await ask('GET', '/field')
    expect(fields.filter(({ name }: { name: string }) => name === 'Severity')).toHaveLength(2)
    expect(fields.find(({ id }: { id: string }) => id === 'issuekey')).not.toHaveProperty('schema')
    expect(fields.find(({ id }: { id: string }) => id === 'customfield_10101')).toMatchObject({
      clauseNames: ['cf[10101]', 'Sprint'],
      schema: { type: 'array', items: 'string', custom: 'com.pyxis.greenhopper.jira:gh-sprint', customId: 10_101 },
    })
  })

  test.each(['/status', '/resolution', '/issuetype'])(
    'lists %s as an array whose entries have ids of text',
    async (path) => {
      const { json } = await ask('GET', path)
      expect(json.length).toBeGreaterThan(3)
      for (const { id, name, self } of json) {
        expect(id).toMatch(/^\d+$/u)
        expect(name).not.toBe('')
        expect(self).toContain(`/rest/api/2${path}/${id}`)
      }
    },
  )

  test('says who one is, and 401 to nobody', async () => {
    expect((await ask('GET', '/myself')).json).toMatchObject({
      name: 'mira',
      key: 'JIRAUSER10101',
      displayName: 'Mira Lindqvist',
      timeZone: 'Europe/Stockholm',
      active: true,
      deleted: false,
      groups: { size: 4, items: [] },
    })
    expect((await ask('GET', '/myself?expand=groups')).json.groups.items).toHaveLength(4)
    expect(await ask('GET', '/myself', { as: null })).toMatchObject({ status: 401, json: { errors: {} } })
  })

  test('shows projects to those who may see them', async () => {
    const keys = async (as: string | null) =>
      (await ask('GET', '/project', { as })).json.map(({ key }: { key: string }) => key)
    expect(await keys('mira')).toEqual(['PAY', 'OPS', 'SUP'])
    expect(await keys('pim@vendor.example')).toEqual(['PAY', 'SUP'])
    expect(await keys(null)).toEqual(['SUP'])
    const { json } = await ask('GET', '/project/pay')
    expect(json).toMatchObject({ key: 'PAY', lead: { name: 'mira' }, projectTypeKey: 'software' })
    expect(json.components).toHaveLength(8)
    expect((await ask('GET', '/project/PAY', { as: null })).status).toBe(404)
    expect((await ask('GET', '/project/NOPE')).status).toBe(404)
    const statuses = (await ask('GET', '/project/PAY/statuses')).json
    expect(statuses[0].statuses.map(({ name }: { name: string }) => name)).toContain('Needs info')
  })

  test('knows what one may do', async () => {
    const may = async (path: string, as: string) => {
      const { permissions } = (await ask('GET', `/mypermissions${path}`, { as })).json
      return [
        permissions.EDIT_ISSUES.havePermission,
        permissions.ADD_COMMENTS.havePermission,
        permissions.DELETE_ISSUES.havePermission,
      ]
    }
    expect(await may('?projectKey=PAY', 'mira')).toEqual([true, true, true])
    expect(await may('?issueKey=PAY-1300', 'kenji')).toEqual([true, true, false])
    expect(await may('?projectKey=PAY', 'pim@vendor.example')).toEqual([false, true, false])
    expect((await ask('GET', '/mypermissions', { as: null })).status).toBe(401)
    expect((await ask('GET', '/mypermissions?projectKey=NOPE')).status).toBe(404)
  })
})

describe('people', () => {
  const found = async (path: string, as: string | null = 'mira') => {
    const { status, json } = await ask('GET', path, { as })
    return status === 200 ? json.map(({ name }: { name: string }) => name) : status
  }

  test('are found for assignment by login, mail and words of the name, if they may be assigned', async () => {
    expect(await found('/user/assignable/search?issueKey=PAY-1300&username=ken')).toEqual(['kenji'])
    expect(await found('/user/assignable/search?project=PAY&username=carv')).toEqual(['ines.carvalho'])
    expect(await found('/user/assignable/search?project=PAY&username=wata')).toEqual(['kenji'])
    expect(await found('/user/assignable/search?project=PAY&username=jonas')).toEqual([])
    expect(await found('/user/assignable/search?project=PAY&username=old')).toEqual([])
    expect((await found('/user/assignable/search?project=PAY')).length).toBe(10)
    expect((await found('/user/assignable/search?project=PAY&maxResults=2')).length).toBe(2)
  })

  test('are not found without a login, a context, or in what one may not see', async () => {
    expect(await found('/user/assignable/search?project=PAY', null)).toBe(401)
    expect(await found('/user/assignable/search?username=k')).toBe(400)
    expect(await found('/user/assignable/search?project=NOPE')).toBe(404)
    expect(await found('/user/assignable/search?issueKey=OPS-320', 'pim@vendor.example')).toBe(404)
  })

  test('are searched for with a text, the inactive only on request', async () => {
    expect(await found('/user/search?username=walter')).toEqual([])
    expect(await found('/user/search?username=walter&includeInactive=true')).toEqual(['old.hand'])
    expect(await found('/user/search')).toBe(400)
    expect(await found('/user/search?username=m', null)).toBe(401)
  })

  test('have profiles by name and by key', async () => {
    const { json } = await ask('GET', '/user?username=ines.carvalho')
    expect(json).toMatchObject({ name: 'ines.carvalho', key: 'imoreira', displayName: 'Inês Carvalho' })
    expect((await ask('GET', '/user?key=imoreira')).json).toEqual(json)
    expect((await ask('GET', '/user?username=nobody')).status).toBe(404)
    expect((await ask('GET', '/user')).status).toBe(400)
  })
})

describe('filters and help for JQL', () => {
  test('has five favourites for mira, all with queries that find something', async () => {
    const { json } = await ask('GET', '/filter/favourite')
    expect(json).toHaveLength(5)
    for (const { jql, favourite, id } of json) {
      expect(favourite).toBe(true)
      expect((await ask('GET', `/search?maxResults=0&jql=${encodeURIComponent(jql)}`)).json.total).toBeGreaterThan(0)
      expect((await ask('GET', `/filter/${id}`)).json.jql).toBe(jql)
    }
    expect((await ask('GET', '/filter/favourite', { as: null })).status).toBe(401)
    expect((await ask('GET', '/filter/1')).status).toBe(400)
  })

  test('lists fields and functions with booleans of text', async () => {
    const { json } = await ask('GET', '/jql/autocompletedata')
    const assignee = json.visibleFieldNames.find(({ value }: { value: string }) => value === 'assignee')
    expect(assignee).toMatchObject({ auto: 'true', orderable: 'true', searchable: 'true' })
    expect(assignee.operators).toContain('was')
    expect(
      json.visibleFieldNames.filter(({ value }: { value: string }) => /^cf\[10(204|208)\]$/u.test(value)),
    ).toHaveLength(2)
    expect(json.jqlReservedWords).toContain('and')
  })

  test('gives functions the type of the fields that they are for', async () => {
    const { json } = await ask('GET', '/jql/autocompletedata')
    interface Named {
      readonly value: string
      readonly types: readonly string[]
    }
    const typesOf = (rows: readonly Named[], name: string) => rows.find(({ value }) => value === name)?.types
    const { visibleFieldNames: fields, visibleFunctionNames: functions } = json
    expect(typesOf(fields, '"Sprint"')).toEqual(typesOf(functions, 'openSprints()'))
    expect(typesOf(fields, 'issue')).toEqual(typesOf(functions, 'linkedIssues("")'))
    expect(typesOf(fields, 'fixVersion')).toEqual(typesOf(functions, 'releasedVersions()'))
  })

  test('suggests at most 15 values, with HTML in the names', async () => {
    const suggest = async (field: string, text: string) =>
      (await ask('GET', `/jql/autocompletedata/suggestions?fieldName=${field}&fieldValue=${text}`)).json.results
    expect(await suggest('assignee', '')).toHaveLength(15)
    expect(await suggest('status', 'in r')).toEqual([{ value: '"In Review"', displayName: '<b>In R</b>eview' }])
    expect(await suggest('nonsense', 'x')).toEqual([])
  })

  test('suggests labels with the text that was asked for', async () => {
    const { json } = await ask('GET', '/rest/api/1.0/labels/suggest?query=re')
    expect(json).toEqual({ token: 're', suggestions: [{ label: 'regression', html: '<b>re</b>gression' }] })
  })
})

describe('watchers, votes and links', () => {
  test('are watched by a bare JSON string or by oneself', async () => {
    const path = '/issue/PAY-1301/watchers'
    expect((await ask('POST', path, { body: 'elin' })).status).toBe(204)
    expect((await ask('POST', path, {})).status).toBe(204)
    expect((await ask('POST', path, { body: { name: 'elin' } })).status).toBe(400)
    expect((await ask('POST', path, { body: 'mira', as: 'jonas' })).status).toBe(401)
    const { json } = await ask('GET', path)
    expect(json.isWatching).toBe(true)
    expect(json.watchers.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['elin', 'mira']))
    expect((await ask('DELETE', `${path}?username=elin`)).status).toBe(204)
    expect((await ask('DELETE', path)).status).toBe(400)
  })

  test('are voted for by those who have not reported them', async () => {
    const open = world.issues.find(({ resolutionId }) => resolutionId === null)
    Object.assign(open ?? {}, { reporterKey: world.findUser('kenji')?.key })
    const path = `/issue/${open?.key}/votes`
    expect((await ask('POST', path, { as: 'kenji' })).status).toBe(404)
    expect((await ask('POST', path)).status).toBe(204)
    expect((await ask('GET', path)).json.hasVoted).toBe(true)
  })

  test('are linked so that the inward issue shows the outward one', async () => {
    const body = { type: { name: 'Blocks' }, inwardIssue: { key: 'PAY-1302' }, outwardIssue: { key: 'PAY-1303' } }
    expect(await ask('POST', '/issueLink', { body })).toEqual({ status: 201, json: undefined })
    const links = async (key: string) => (await ask('GET', `/issue/${key}?fields=issuelinks`)).json.fields.issuelinks
    const made = (await links('PAY-1302')).find(
      ({ outwardIssue }: { outwardIssue?: { key: string } }) => outwardIssue?.key === 'PAY-1303',
    )
    expect(made.type).toMatchObject({ name: 'Blocks', outward: 'blocks' })
    expect(made).not.toHaveProperty('inwardIssue')
    expect(await links('PAY-1303')).toContainEqual(
      expect.objectContaining({ id: made.id, inwardIssue: expect.objectContaining({ key: 'PAY-1302' }) }),
    )
    expect((await ask('DELETE', `/issueLink/${made.id}`)).status).toBe(204)
    expect((await ask('DELETE', `/issueLink/${made.id}`)).status).toBe(404)
    expect((await ask('POST', '/issueLink', { body: { ...body, type: { name: 'Hugs' } } })).status).toBe(404)
  })
})
