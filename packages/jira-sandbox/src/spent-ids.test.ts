// A site counts on: what was deleted or moved leaves its number behind, and nothing gets it again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basic, mira } from './cloud/testing.ts'
import { startCloudSandbox } from './start-cloud-sandbox.ts'
import { startSandbox } from './start-sandbox.ts'
import type { World } from './world/world.ts'

interface Place extends AsyncDisposable {
  readonly baseUrl: string
  readonly authorization: string
  readonly world: World
}

interface Said {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers as a client without types would
  readonly json: any
}

type Ask = (method: string, path: string, body?: unknown) => Promise<Said>

const openDataCenter = async (): Promise<Place> => {
  const sandbox = await startSandbox({ issues: 60 })
  const { baseUrl, world } = sandbox
  return {
    baseUrl,
    world,
    authorization: `Bearer ${sandbox.issuePat('mira')}`,
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}

const openCloud = async (): Promise<Place> => {
  const cloud = await startCloudSandbox({ issues: 60 })
  const authorization = basic(mira.email, cloud.issueApiToken(mira.email))
  return {
    baseUrl: cloud.siteUrl,
    world: cloud.world,
    authorization,
    [Symbol.asyncDispose]: () => cloud.close(),
  }
}

const askAt =
  ({ baseUrl, authorization }: Place): Ask =>
  async (method, path, body) => {
    const isForm = body instanceof FormData
    const headers = {
      Authorization: authorization,
      'X-Atlassian-Token': 'no-check',
      ...(isForm ? {} : { 'Content-Type': 'application/json' }),
    }
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }
    const prefix = path.startsWith('/rest/') ? '' : '/rest/api/2'
    const answer = await fetch(`${baseUrl}${prefix}${path}`, { method, headers, ...sent })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) }
  }

interface Made {
  readonly id: string
  /** What deletes it. */
  readonly path: string
}

type Make = (ask: Ask, key: string, other: string) => Promise<Made>

const idOf = ({ status, json }: Said): string => {
  expect([200, 201]).toContain(status)
  return String((Array.isArray(json) ? json[0] : json).id)
}

const newIssue = async (ask: Ask, parent?: string): Promise<Said> =>
  ask('POST', '/issue', {
    fields: {
      project: { key: 'PAY' },
      issuetype: { id: parent === undefined ? '10002' : '10003' },
      summary: 'Here for a moment',
      ...(parent === undefined ? {} : { parent: { key: parent } }),
    },
  })

const below =
  (part: string, body: unknown): Make =>
  async (ask, key) => {
    const id = idOf(await ask('POST', `/issue/${key}/${part}`, body))
    return { id, path: `/issue/${key}/${part}/${id}` }
  }

const things: Readonly<Record<string, Make>> = {
  issue: async (ask) => {
    const made = await newIssue(ask)
    return { id: idOf(made), path: `/issue/${made.json.key}` }
  },
  'sub-task': async (ask, key) => {
    const made = await newIssue(ask, key)
    return { id: idOf(made), path: `/issue/${made.json.key}` }
  },
  comment: below('comment', { body: 'A word' }),
  worklog: below('worklog', { timeSpentSeconds: 600, started: '2026-11-22T08:00:00.000+0000' }),
  'remote link': below('remotelink', { object: { title: 'A page', url: 'https://wiki.example.test/1' } }),
  link: async (ask, key, other) => {
    const body = { type: { id: '10003' }, inwardIssue: { key }, outwardIssue: { key: other } }
    expect((await ask('POST', '/issueLink', body)).status).toBe(201)
    const { json } = await ask('GET', `/issue/${key}?fields=issuelinks`)
    const { id } = json.fields.issuelinks.at(-1)
    return { id, path: `/issueLink/${id}` }
  },
  attachment: async (ask, key) => {
    const form = new FormData()
    form.set('file', new Blob(['hello']), 'note.txt')
    const id = idOf(await ask('POST', `/issue/${key}/attachments`, form))
    return { id, path: `/attachment/${id}` }
  },
  filter: async (ask) => {
    const id = idOf(await ask('POST', '/filter', { name: 'For a moment', jql: 'project = PAY' }))
    return { id, path: `/filter/${id}` }
  },
  sprint: async (ask) => {
    const id = idOf(await ask('POST', '/rest/agile/1.0/sprint', { name: 'For a moment', originBoardId: 4 }))
    return { id, path: `/rest/agile/1.0/sprint/${id}` }
  },
}

describe.each([
  ['Data Center', openDataCenter],
  ['Cloud', openCloud],
] as const)('%s', (_, open) => {
  let place: Place
  let ask: Ask

  beforeAll(async () => {
    place = await open()
    ask = askAt(place)
  })
  afterAll(() => place[Symbol.asyncDispose]())

  const plainKeys = (): readonly string[] =>
    place.world.issues
      .filter(({ projectKey, typeId, number }) => projectKey === 'PAY' && typeId === '10002' && number > 200)
      .map(({ key }) => key)

  test.each(Object.entries(things))('the id of a deleted %s is not given again', async (__, make) => {
    const [key = '', other = ''] = plainKeys()
    const first = await make(ask, key, other)
    expect((await ask('DELETE', first.path)).status).toBe(204)
    const second = await make(ask, key, other)
    expect(Number(second.id)).toBeGreaterThan(Number(first.id))
    expect(second.path).not.toBe(first.path)
  })

  test('a refused issue spends no number, and a form for one neither', async () => {
    const before = (await newIssue(ask)).json
    const body = { fields: { project: { key: 'PAY' }, issuetype: { id: '10002' } } }
    expect((await ask('POST', '/issue', body)).status).toBe(400)
    expect((await ask('GET', '/issue/createmeta/PAY/issuetypes/10002')).status).toBe(200)
    const after = (await newIssue(ask)).json
    expect(Number(after.id)).toBe(Number(before.id) + 1)
    expect(after.key).toBe(`PAY-${Number(before.key.slice(4)) + 1}`)
  })

  test('an issue that was moved answers under all its keys, and none of them is given again', async () => {
    const { id, key } = (await newIssue(ask)).json
    const issue = place.world.findIssue(key)
    if (issue === undefined) throw new TypeError('it was just made')
    place.world.moveIssue(issue, 'OPS')
    const between = issue.key
    place.world.moveIssue(issue, 'PAY')
    const keys = [key, between, issue.key]
    expect(new Set(keys).size).toBe(3)
    const next = (await newIssue(ask)).json
    expect(keys).not.toContain(next.key)
    for (const name of [...keys, key.toLowerCase(), id]) {
      const { json } = await ask('GET', `/issue/${name}?fields=project`)
      expect(json).toMatchObject({ id, key: issue.key, fields: { project: { key: 'PAY' } } })
    }
    const comment = idOf(await ask('POST', `/issue/${key}/comment`, { body: 'Under the old key' }))
    expect((await ask('GET', `/issue/${issue.key}/comment/${comment}`)).status).toBe(200)
    expect((await ask('PUT', `/issue/${between}`, { fields: { labels: ['moved'] } })).status).toBe(204)
    expect((await ask('GET', `/issue/${id}?fields=labels`)).json.fields.labels).toEqual(['moved'])
  })

  test('a search finds an issue that was moved by its old key, and shows the new one', async () => {
    const { key } = (await newIssue(ask)).json
    const issue = place.world.findIssue(key)
    if (issue === undefined) throw new TypeError('it was just made')
    place.world.moveIssue(issue, 'OPS')
    const path = (jql: string): string =>
      `${place.baseUrl.endsWith('/site') ? '/search/jql' : '/search'}?fields=key&jql=${encodeURIComponent(jql)}`
    const found = await ask('GET', path(`key in (${key})`))
    expect(found.json.issues).toMatchObject([{ key: issue.key }])
    expect((await ask('GET', path(`project = PAY AND key = ${key}`))).json.issues).toEqual([])
  })

  test('an issue that was moved and deleted answers under none of its keys', async () => {
    const { id, key } = (await newIssue(ask)).json
    const issue = place.world.findIssue(key)
    if (issue === undefined) throw new TypeError('it was just made')
    place.world.moveIssue(issue, 'OPS')
    place.world.moveIssue(issue, 'SUP')
    const keys = [id, key, issue.key, ...(issue.formerKeys ?? [])]
    place.world.moveIssue(issue, 'PAY')
    expect((await ask('DELETE', `/issue/${key}`)).status).toBe(204)
    for (const name of [...keys, issue.key]) expect((await ask('GET', `/issue/${name}`)).status).toBe(404)
    const next = (await newIssue(ask)).json
    expect([...keys, issue.key]).not.toContain(next.key)
  })
})
