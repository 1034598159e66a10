import { expect, test } from 'vitest'
import { basic, mira } from '../testing.ts'
import { type RestClient, say, startRestClient } from './client-for-tests.ts'

test('Work is logged with a document, and found by when it began', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}/worklog`
  const made = await rest.ask('POST', path, {
    timeSpent: '1h 30m',
    started: '2026-02-03T10:00:00.000+0000',
    comment: say('dug'),
  })
  expect(made).toMatchObject({
    status: 201,
    json: { timeSpentSeconds: 5400, timeSpent: '1h 30m', comment: say('dug') },
  })
  const at = Date.UTC(2026, 1, 3, 10)
  const count = async (query: string): Promise<readonly string[]> =>
    (await rest.ask('GET', `${path}?${query}`)).json.worklogs.map(({ id }: { id: string }) => id)
  expect(await count(`startedAfter=${at - 1}&startedBefore=${at + 1}`)).toEqual([made.json.id])
  expect(await count(`startedBefore=${at}`)).toEqual([])
  expect((await rest.ask('POST', '/worklog/list', { ids: [Number(made.json.id)] })).json).toMatchObject([
    { id: made.json.id },
  ])
  const one = `${path}/${made.json.id}`
  expect((await rest.ask('PUT', one, { timeSpentSeconds: 60 })).json).toMatchObject({
    timeSpent: '1m',
    comment: say('dug'),
  })
  expect((await rest.askAs('kenji@acme.example', 'PUT', one, { timeSpentSeconds: 120 })).status).toBe(403)
  expect((await rest.ask('DELETE', one)).status).toBe(204)
})

test.each([
  {},
  { timeSpentSeconds: 0 },
  { timeSpent: 'soon' },
  { timeSpent: '1h', started: '2026-02-03' },
  { timeSpent: '1h', comment: 'plain' },
])('Work of %j is not logged', async (body) => {
  await using rest = await startRestClient()
  expect((await rest.ask('POST', `/issue/${rest.issueIn('PAY')}/worklog`, body)).status).toBe(400)
})

const uploadTo = async (
  rest: RestClient,
  key: string,
  files: readonly File[],
  headers: Record<string, string> = {},
) => {
  const { cloud } = rest.client
  const form = new FormData()
  for (const file of files) form.append('file', file)
  const authorization = basic(mira.email, cloud.issueApiToken(mira.email))
  return fetch(`${cloud.siteUrl}/rest/api/3/issue/${key}/attachments`, {
    method: 'POST',
    headers: { Authorization: authorization, 'X-Atlassian-Token': 'no-check', ...headers },
    body: form,
  })
}

const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 200])

test('The estimate follows work that is changed or taken back, unless it is told to stay', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const issue = rest.client.cloud.world.findIssue(key)
  if (issue !== undefined) issue.remainingEstimate = 36_000
  const left = (): number | null | undefined => issue?.remainingEstimate
  const { id } = (await rest.ask('POST', `/issue/${key}/worklog`, { timeSpent: '1h' })).json
  expect(left()).toBe(32_400)
  const path = `/issue/${key}/worklog/${id}`
  await rest.ask('PUT', path, { timeSpent: '3h' })
  expect(left()).toBe(25_200)
  await rest.ask('PUT', `${path}?adjustEstimate=new&newEstimate=1d`, { timeSpent: '2h' })
  expect(left()).toBe(28_800)
  const refused = await rest.ask('PUT', `${path}?adjustEstimate=manual&reduceBy=1h`, { timeSpent: '9h' })
  expect([refused.status, (await rest.ask('GET', path)).json.timeSpent]).toEqual([400, '2h'])
  expect((await rest.ask('DELETE', `${path}?adjustEstimate=maybe`)).status).toBe(400)
  expect((await rest.ask('DELETE', path)).status).toBe(204)
  expect(left()).toBe(36_000)
  const other = (await rest.ask('POST', `/issue/${key}/worklog?adjustEstimate=leave`, { timeSpent: '1h' })).json
  await rest.ask('DELETE', `/issue/${key}/worklog/${other.id}?adjustEstimate=manual&increaseBy=1h`)
  expect(left()).toBe(39_600)
})

test('A worklog without words has no comment, on its issue either', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const { id } = (await rest.ask('POST', `/issue/${key}/worklog`, { timeSpent: '1h' })).json
  const { worklogs } = (await rest.ask('GET', `/issue/${key}?fields=worklog`)).json.fields.worklog
  expect(worklogs.find((log: { id: string }) => log.id === id)).not.toHaveProperty('comment')
})

test('A page of worklogs may be smaller than was asked for', async () => {
  await using rest = await startRestClient({ worklogPageCap: 1 })
  const path = `/issue/${rest.issueIn('PAY')}/worklog`
  for (const timeSpent of ['1h', '2h']) await rest.ask('POST', path, { timeSpent })
  const { json } = await rest.ask('GET', path)
  expect([json.maxResults, json.worklogs.length, json.total]).toEqual([1, 1, expect.any(Number)])
  expect(json.total).toBeGreaterThan(1)
  expect((await rest.ask('GET', `${path}?startAt=${json.total - 1}`)).json.worklogs).toMatchObject([
    { timeSpent: '2h' },
  ])
})

test('An issue knows of pages that it was linked to and of those that name it', async () => {
  await using rest = await startRestClient()
  const { cloud } = rest.client
  const issue = cloud.world.issues.findLast(({ projectKey }) => projectKey === 'OPS')
  const links = (await rest.ask('GET', `/issue/${issue?.key ?? ''}/remotelink`)).json
  const page = (title: string) => ({
    title,
    url: expect.stringMatching(/\/wiki\/pages\/viewpage\.action\?pageId=\d+$/u),
  })
  expect(links).toMatchObject([
    { relationship: 'Wiki Page', application: { type: 'com.atlassian.confluence' }, object: page('Wiki Page') },
    {
      relationship: 'mentioned in',
      globalId: expect.stringMatching(/^appId=[-0-9a-f]+&pageId=\d+$/u),
      object: page('Page'),
    },
  ])
  const id = links[1].globalId.split('pageId=')[1]
  const hits = await rest.client.site(
    `/wiki/rest/api/search?cql=id%3D${id}`,
    basic(mira.email, cloud.issueApiToken(mira.email)),
  )
  expect(hits.json.results).toMatchObject([{ content: { id, title: expect.any(String) } }])
})

test('An issue that is full of comments or work takes no more', async () => {
  await using rest = await startRestClient({ mostComments: 0, mostWorklogs: 1 })
  const path = `/issue/${rest.issueIn('PAY')}`
  const issue = rest.client.cloud.world.findIssue(rest.issueIn('PAY'))
  if (issue !== undefined) issue.worklogs = []
  expect((await rest.ask('POST', `${path}/comment`, { body: say('x') })).status).toBe(413)
  const log = async (): Promise<number> => (await rest.ask('POST', `${path}/worklog`, { timeSpent: '1h' })).status
  expect([await log(), await log()]).toEqual([201, 413])
})

test('A file comes back byte for byte from a signed address that wants no credential', async () => {
  await using rest = await startRestClient()
  const { cloud } = rest.client
  const key = rest.issueIn('PAY')
  const answer = await uploadTo(rest, key, [
    new File([bytes], 'a.bin', { type: 'image/png' }),
    new File(['two'], 'b.txt'),
  ])
  const made = (await answer.json()) as readonly { id: string; filename: string; content: string }[]
  expect(made.map(({ filename }) => filename)).toEqual(['a.bin', 'b.txt'])
  const id = made[0]?.id ?? ''
  expect(made[0]?.content).toBe(`${cloud.siteUrl}/rest/api/3/attachment/content/${id}`)
  expect((await rest.ask('GET', `/attachment/${id}`)).json.id).toBe(Number(id))
  const fields = (await rest.ask('GET', `/issue/${key}?fields=attachment`)).json.fields
  expect(fields.attachment.map((one: { id: string }) => one.id)).toContain(id)
  const moved = await rest.ask('GET', `/attachment/content/${id}`)
  const address = moved.headers.get('location') ?? ''
  expect(moved.status).toBe(303)
  expect(new URL(address).origin).not.toBe(new URL(cloud.siteUrl).origin)
  const content = await fetch(address)
  expect([content.status, content.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes)
  expect((await fetch(address, { headers: { Authorization: 'Basic eDp5' } })).status).toBe(400)
  expect((await fetch(address.replace(/token=./u, 'token='))).status).toBe(403)
  const part = await fetch(address, { headers: { Range: 'bytes=1-2' } })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1-2/7'])
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(1, 3))
  expect((await fetch(address, { headers: { Range: 'bytes=7-' } })).status).toBe(416)
  expect((await rest.ask('GET', `/attachment/thumbnail/${id}`)).status).toBe(303)
  expect((await rest.ask('GET', `/attachment/content/${id}?redirect=false`)).headers.get('content-length')).toBe('7')
  expect((await rest.ask('DELETE', `/attachment/${id}`)).status).toBe(204)
  expect((await rest.ask('GET', `/attachment/content/${id}`)).status).toBe(404)
  expect((await fetch(address)).status).toBe(404)
})

test('A signed address is good for ten minutes', async () => {
  let now = Date.UTC(2026, 10, 22, 8)
  await using rest = await startRestClient({ now: () => now })
  const answer = await uploadTo(rest, rest.issueIn('PAY'), [new File(['x'], 'x.txt')])
  const [made] = (await answer.json()) as readonly { id: string }[]
  const address = (await rest.ask('GET', `/attachment/content/${made?.id ?? ''}`)).headers.get('location') ?? ''
  now += 599_000
  expect((await fetch(address)).status).toBe(200)
  now += 2000
  expect((await fetch(address)).status).toBe(403)
})

test('An upload without the header against XSRF, without a file, with too many or too large ones is refused', async () => {
  await using rest = await startRestClient({ uploadLimit: 10 })
  const key = rest.issueIn('PAY')
  const file = new File(['x'], 'x.txt')
  const forged = await uploadTo(rest, key, [file], { 'X-Atlassian-Token': 'yes' })
  expect([forged.status, await forged.text()]).toEqual([403, 'XSRF check failed'])
  expect((await uploadTo(rest, key, [])).status).toBe(400)
  expect(
    (
      await uploadTo(
        rest,
        key,
        Array.from({ length: 61 }, () => file),
      )
    ).status,
  ).toBe(413)
  expect((await uploadTo(rest, key, [new File(['x'.repeat(11)], 'x.txt')])).status).toBe(413)
  expect((await rest.ask('GET', '/attachment/meta')).json).toEqual({ enabled: true, uploadLimit: 10 })
})

test('A file that was uploaded may stand in a comment by its id at the media service', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const [made] = (await (
    await uploadTo(rest, key, [new File(['x'], 'x.png', { type: 'image/png' })])
  ).json()) as readonly { id: string }[]
  const address = (await rest.ask('GET', `/attachment/content/${made?.id ?? ''}`)).headers.get('location') ?? ''
  const id = /file\/([^/]+)/u.exec(address)?.[1]
  const media = { type: 'media', attrs: { type: 'file', id, collection: '' } }
  const body = {
    type: 'doc',
    version: 1,
    content: [{ type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] }],
  }
  expect(await rest.ask('POST', `/issue/${key}/comment`, { body })).toMatchObject({ status: 201, json: { body } })
})

test('Content that does not come from the media service may be damaged', async () => {
  await using rest = await startRestClient({ damagesStreams: true })
  const answer = await uploadTo(rest, rest.issueIn('PAY'), [new File([bytes], 'a.bin')])
  const [made] = (await answer.json()) as readonly { id: string }[]
  const stream = await rest.ask('GET', `/attachment/content/${made?.id ?? ''}?redirect=false`)
  expect(stream.headers.get('content-length')).not.toBe('7')
})

test('A remote link of a global id is there once, and one without is new each time', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}/remotelink`
  const object = { url: 'https://wiki.example/1', title: 'Page' }
  const first = await rest.ask('POST', path, { globalId: 'a=1', object })
  const again = await rest.ask('POST', path, { globalId: 'a=1', object: { ...object, title: 'Other' } })
  expect([first.status, again.status, again.json.id]).toEqual([201, 200, first.json.id])
  await rest.ask('POST', path, { object })
  await rest.ask('POST', path, { object })
  expect((await rest.ask('GET', path)).json).toHaveLength(3)
  expect((await rest.ask('GET', `${path}?globalId=a%3D1`)).json.object.title).toBe('Other')
  expect((await rest.ask('DELETE', `${path}?globalId=a%3D1`)).status).toBe(204)
  expect((await rest.ask('GET', `${path}/${first.json.id}`)).status).toBe(404)
  expect((await rest.ask('POST', path, { object: { url: 'no address', title: 'x' } })).json.errors).toHaveProperty(
    'url',
  )
})

test('Properties of an issue are kept as they are', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const path = `/issue/${key}/properties/mine`
  expect((await rest.ask('PUT', path, { a: [1, null] })).status).toBe(201)
  expect((await rest.ask('PUT', path, { a: [2] })).status).toBe(200)
  expect((await rest.ask('GET', path)).json).toEqual({ key: 'mine', value: { a: [2] } })
  expect((await rest.ask('GET', `/issue/${key}?properties=*all&fields=summary`)).json.properties).toEqual({
    mine: { a: [2] },
  })
  expect((await rest.ask('DELETE', path)).status).toBe(204)
  expect((await rest.ask('GET', path)).status).toBe(404)
})

test('What a property holds goes out as it came in, whatever it looks like and however deep it is', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const like = {
    self: 'https://a.example/rest/api/2/issue/1',
    person: { key: 'JIRAUSER10100', name: 'mira', active: true },
    file: { id: '1', mimeType: 'image/png', filename: 'a.png' },
    type: { id: '1', name: 'Bug', subtask: false },
  }
  await rest.ask('PUT', `/issue/${key}/properties/like`, like)
  expect((await rest.ask('GET', `/issue/${key}/properties/like`)).json).toEqual({ key: 'like', value: like })
  const search = { jql: `key = ${key}`, fields: ['summary'], properties: ['like'] }
  expect((await rest.ask('POST', '/search/jql', search)).json.issues[0].properties).toEqual({ like })
  const body = { body: say('x'), properties: [{ key: 'like', value: like }] }
  const { id } = (await rest.ask('POST', `/issue/${key}/comment`, body)).json
  expect((await rest.ask('GET', `/comment/${id}/properties/like`)).json.value).toEqual(like)
  const deep: unknown = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`)
  expect((await rest.ask('PUT', `/issue/${key}/properties/deep`, deep)).status).toBe(201)
  expect((await rest.ask('GET', `/issue/${key}/properties/deep`)).status).toBe(200)
})

test('Worklogs that changed or were deleted are told a minute later', async () => {
  let now = Date.UTC(2026, 10, 22, 8)
  await using rest = await startRestClient({ now: () => now })
  const path = `/issue/${rest.issueIn('PAY')}/worklog`
  const since = now
  const { id } = (await rest.ask('POST', path, { timeSpent: '1h' })).json
  const ids = async (feed: string): Promise<readonly number[]> =>
    (await rest.ask('GET', `/worklog/${feed}?since=${since}`)).json.values.map(
      ({ worklogId }: { worklogId: number }) => worklogId,
    )
  expect(await ids('updated')).toEqual([])
  now += 60_000
  expect(await ids('updated')).toEqual([Number(id)])
  await rest.ask('DELETE', `${path}/${id}`)
  now += 60_000
  expect([await ids('updated'), await ids('deleted')]).toEqual([[], [Number(id)]])
})
