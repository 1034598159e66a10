import { describe, expect, test } from 'vitest'
import type { SandboxIssue } from '../world/world.ts'
import { createAsker, testNow } from './testing.ts'

const { ask, world } = createAsker()

const take = (test: (issue: SandboxIssue) => boolean): SandboxIssue => {
  const issue = world.issues.find(test)
  if (issue === undefined) throw new TypeError('the world has no such issue')
  return issue
}
const inStatus = (projectKey: string, statusId: string): SandboxIssue =>
  take((issue) => issue.projectKey === projectKey && issue.statusId === statusId && issue.number > 200)

const names = async (issue: SandboxIssue, as: string | null = 'mira'): Promise<readonly string[]> =>
  (await ask('GET', `/issue/${issue.key}/transitions`, { as })).json.transitions.map(
    ({ name }: { name: string }) => name,
  )
const move = (issue: SandboxIssue, body: unknown, options: Parameters<typeof ask>[2] = {}) =>
  ask('POST', `/issue/${issue.key}/transitions`, { body, now: testNow + 1000, ...options })

describe('the transitions of an issue', () => {
  test('have the fields of their screen only when these are expanded', async () => {
    const issue = inStatus('PAY', '3')
    const bare = (await ask('GET', `/issue/${issue.key}/transitions`)).json
    const full = (await ask('GET', `/issue/${issue.key}/transitions?expand=transitions.fields`)).json
    expect(bare.expand).toBe('transitions')
    for (const transition of bare.transitions) expect(transition).not.toHaveProperty('fields')
    const done = full.transitions.find(({ name }: { name: string }) => name === 'Done')
    expect(done).toMatchObject({ id: '31', opsbarSequence: 310, to: { name: 'Done', statusCategory: { key: 'done' } } })
    expect(done.fields.resolution).toMatchObject({
      required: true,
      schema: { type: 'resolution', system: 'resolution' },
      name: 'Resolution',
      fieldId: 'resolution',
      operations: ['set'],
      allowedValues: expect.arrayContaining([expect.objectContaining({ id: '1', name: 'Fixed' })]),
    })
    expect(done.fields.comment.required).toBe(false)
    expect(full.transitions.find(({ name }: { name: string }) => name === 'Back to work')).toBeUndefined()
    const one = await ask('GET', `/issue/${issue.key}/transitions?transitionId=31`)
    expect(one.json.transitions.map(({ id }: { id: string }) => id)).toEqual(['31'])
  })

  test('depend on status, on conditions and on the caller', async () => {
    const issue = inStatus('PAY', '3')
    issue.assigneeKey = world.findUser('kenji')?.key ?? null
    expect(await names(issue)).toEqual(['Send to review', 'Done', 'Needs info', "Won't do"])
    expect(await names(issue, 'kenji')).toContain('Stop progress')
    expect(await names(issue, 'jonas')).toEqual([])
    expect(
      await names(
        take(({ projectKey }) => projectKey === 'SUP'),
        null,
      ),
    ).toEqual([])
    const work = take(({ projectKey, statusId }) => projectKey === 'OPS' && statusId === '3')
    work.typeId = '10002'
    expect(await names(work)).not.toContain('Hand over')
    work.typeId = '10005'
    expect(await names(work)).toContain('Hand over')
  })
})

describe('taking a transition', () => {
  test('needs the fields that its screen requires', async () => {
    const issue = inStatus('PAY', '3')
    const { status, json } = await move(issue, { transition: { id: '31' } })
    expect(status).toBe(400)
    expect(json).toEqual({ errorMessages: [], errors: { resolution: 'Resolution is required.' } })
    expect((await move(issue, { transition: { id: '31' }, fields: { resolution: null } })).json.errors).toHaveProperty(
      'resolution',
    )
    expect(
      (await move(issue, { transition: { id: '41' }, fields: { customfield_10201: '' } })).json.errors,
    ).toHaveProperty('customfield_10201')
    expect(issue.statusId).toBe('3')
  })

  test('sets status, resolution, comment and history in one go', async () => {
    const issue = inStatus('PAY', '3')
    const before = issue.comments.length
    const body = {
      transition: { id: '31' },
      fields: { resolution: { name: 'Fixed' }, fixVersions: [{ name: '5.0' }] },
      update: { comment: [{ add: { body: 'Released.' } }] },
    }
    expect(await move(issue, body)).toEqual({ status: 204, json: undefined })
    const { json } = await ask('GET', `/issue/${issue.key}?expand=changelog`)
    expect(json.fields).toMatchObject({
      status: { name: 'Done' },
      resolution: { name: 'Fixed' },
      resolutiondate: '2026-11-22T08:00:01.000+0000',
      updated: '2026-11-22T08:00:01.000+0000',
    })
    expect(json.fields.comment.comments).toHaveLength(before + 1)
    expect(json.changelog.histories.at(-1).items).toMatchObject([
      { field: 'status', fieldtype: 'jira', from: '3', fromString: 'In Progress', to: '10003', toString: 'Done' },
      { field: 'resolution', toString: 'Fixed' },
      { field: 'Fix Version', toString: '5.0' },
    ])
    expect(await names(issue)).toEqual(['Reopen'])
  })

  test('takes the resolution away when something is opened again', async () => {
    const issue = inStatus('PAY', '10003')
    expect((await move(issue, { transition: { id: '61' } })).status).toBe(204)
    expect((await ask('GET', `/issue/${issue.key}`)).json.fields).toMatchObject({
      status: { name: 'Open' },
      resolution: null,
      resolutiondate: null,
    })
  })

  test('takes custom fields of text, user and select', async () => {
    const asked = inStatus('PAY', '1')
    expect(
      (await move(asked, { transition: { id: '41' }, fields: { customfield_10201: 'Which order?' } })).status,
    ).toBe(204)
    const reviewed = take(
      ({ statusId, projectKey, custom, number }) =>
        projectKey === 'PAY' && statusId === '3' && !custom.has('customfield_10203') && number > 200,
    )
    expect((await move(reviewed, { transition: { id: '21' } })).json.errors).toEqual({
      customfield_10203: 'Reviewer is required.',
    })
    expect(
      (await move(reviewed, { transition: { id: '21' }, fields: { customfield_10203: { name: 'elin' } } })).status,
    ).toBe(204)
    const working = take(
      ({ projectKey, statusId, custom }) =>
        projectKey === 'OPS' && statusId === '3' && !custom.has('customfield_10202'),
    )
    const fields = { resolution: { id: '1' }, customfield_10202: { value: 'Capacity' } }
    expect(
      (await move(working, { transition: { id: '151' }, fields: { resolution: { id: '1' } } })).json.errors,
    ).toHaveProperty('customfield_10202')
    expect((await move(working, { transition: { id: '151' }, fields })).status).toBe(204)
    expect((await ask('GET', `/issue/${working.key}`)).json.fields.customfield_10202).toMatchObject({
      value: 'Capacity',
      id: '10401',
    })
  })

  test('refuses fields that are not on the screen', async () => {
    const issue = inStatus('PAY', '10002')
    const { status, json } = await move(issue, { transition: { id: '11' }, fields: { resolution: { name: 'Fixed' } } })
    expect(status).toBe(400)
    expect(json.errors).toEqual({
      resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.",
    })
  })

  test.each([
    ['one that is not for this status', { transition: { id: '61' } }],
    ['one that does not exist', { transition: { id: '999' } }],
    ['one that is no number', { transition: { id: 'done' } }],
    ['none', { fields: {} }],
    ['one by name', { transition: { name: 'Done' } }],
  ])('refuses %s', async (_, body) => {
    const issue = inStatus('PAY', '3')
    const { status, json } = await move(issue, body)
    expect(status).toBe(400)
    expect(json.errorMessages).toHaveLength(1)
    expect(issue.statusId).toBe('3')
  })

  test('needs a login and a token that may write', async () => {
    const issue = inStatus('SUP', '10020')
    expect((await move(issue, { transition: { id: '211' } }, { as: null })).status).toBe(401)
    expect((await move(issue, { transition: { id: '211' } }, { scope: 'READ' })).status).toBe(403)
    expect((await move(issue, { transition: { id: '211' } }, { as: 'jonas' })).status).toBe(400)
    expect((await move(issue, { transition: { id: '211' } }, { as: 'sofia.nunes' })).status).toBe(204)
  })
})
