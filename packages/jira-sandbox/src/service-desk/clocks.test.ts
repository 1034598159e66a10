import { expect, test } from 'vitest'
import type { Sandbox } from '../serve-world.ts'
import { startSandbox } from '../start-sandbox.ts'

const begin = Date.UTC(2026, 10, 22, 8)
const hourMs = 3_600_000

/** A desk with a new request of middle priority, and a clock that the test moves on. */
const openDesk = async () => {
  let time = begin
  const site: Sandbox = await startSandbox({ now: () => time })
  const token = site.issuePat('sofia.nunes')
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${site.baseUrl}/rest/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) }
  }
  const fields = { project: { key: 'SUP' }, issuetype: { id: '10006' }, summary: 'Where is it?', priority: { id: '3' } }
  const made = await ask('POST', 'api/2/issue', { fields })
  const key: string = made.json.key
  return {
    site,
    key,
    ask,
    wait: (hours: number): void => {
      time += hours * hourMs
    },
    move: async (id: string, fields?: unknown): Promise<void> => {
      const { status } = await ask('POST', `api/2/issue/${key}/transitions`, { transition: { id }, fields })
      expect(status).toBe(204)
    },
    clock: async (id = 1) => (await ask('GET', `servicedeskapi/request/${key}/sla/${id}`)).json,
    [Symbol.asyncDispose]: () => site.close(),
  }
}

const solved = { resolution: { name: 'Done' } }

test('the clock of a solution stands still while the customer is waited for', async () => {
  await using desk = await openDesk()
  desk.wait(2)
  await desk.move('221')
  desk.wait(30)
  // A word about it is no reason for the clock to move.
  await desk.ask('POST', `servicedeskapi/request/${desk.key}/comment`, { body: 'Still there?', public: true })
  desk.wait(1)
  const { ongoingCycle: paused } = await desk.clock()
  expect(paused).toMatchObject({ paused: true, breached: false, elapsedTime: { millis: 2 * hourMs } })
  expect(paused.breachTime).toBeUndefined()
  await desk.move('231')
  desk.wait(3)
  const { ongoingCycle: running } = await desk.clock()
  expect(running).toMatchObject({ paused: false, breached: false, elapsedTime: { millis: 5 * hourMs } })
  expect(running.breachTime.epochMillis).toBe(begin + 36 * hourMs + running.remainingTime.millis)
})

test('a clock that has run out tells when it did, and what is overdue', async () => {
  await using desk = await openDesk()
  const { goalDuration } = (await desk.clock()).ongoingCycle
  desk.wait(goalDuration.millis / hourMs + 2)
  const { ongoingCycle } = await desk.clock()
  expect(ongoingCycle).toMatchObject({
    breached: true,
    remainingTime: { millis: -2 * hourMs, friendly: '-2h 0m' },
    breachTime: { epochMillis: begin + goalDuration.millis },
  })
  await desk.move('221')
  expect((await desk.clock()).ongoingCycle).toMatchObject({
    paused: true,
    breachTime: { epochMillis: begin + goalDuration.millis },
  })
})

test('a request that is opened again has a second run, and keeps the first', async () => {
  await using desk = await openDesk()
  desk.wait(1)
  await desk.move('251', solved)
  desk.wait(10)
  expect(await desk.clock()).toMatchObject({
    completedCycles: [{ breached: false, elapsedTime: { millis: hourMs }, stopTime: { epochMillis: begin + hourMs } }],
  })
  await desk.move('261')
  desk.wait(4)
  const again = await desk.clock()
  expect(again.completedCycles).toHaveLength(1)
  expect(again.ongoingCycle).toMatchObject({
    startTime: { epochMillis: begin + 11 * hourMs },
    elapsedTime: { millis: 4 * hourMs },
  })
  await desk.move('251', solved)
  const end = await desk.clock()
  expect(end.completedCycles).toHaveLength(2)
  expect(end.ongoingCycle).toBeUndefined()
})

test('the first answer stops its clock once and for all; a note does not', async () => {
  await using desk = await openDesk()
  const say = (isPublic: boolean) =>
    desk.ask('POST', `servicedeskapi/request/${desk.key}/comment`, { body: 'On it.', public: isPublic })
  // The reporter is somebody else from here on.
  const issue = desk.site.world.findIssue(desk.key)
  if (issue !== undefined) issue.reporterKey = desk.site.world.findUser('mira')?.key ?? null
  desk.wait(1)
  await say(false)
  desk.wait(1)
  expect((await desk.clock(2)).ongoingCycle).toMatchObject({ elapsedTime: { millis: 2 * hourMs } })
  await say(true)
  desk.wait(5)
  await say(true)
  expect(await desk.clock(2)).toMatchObject({ completedCycles: [{ elapsedTime: { millis: 2 * hourMs } }] })
})

test('urgent requests have less time, and the field of the issue says the same as the resource', async () => {
  await using desk = await openDesk()
  const goal = async (): Promise<number> => (await desk.clock()).ongoingCycle.goalDuration.millis
  const middle = await goal()
  await desk.ask('PUT', `api/2/issue/${desk.key}`, { fields: { priority: { id: '1' } } })
  expect(await goal()).toBeLessThan(middle)
  desk.wait(1)
  const { json } = await desk.ask('GET', `api/2/issue/${desk.key}?fields=customfield_10230`)
  expect(json.fields.customfield_10230.ongoingCycle).toEqual((await desk.clock()).ongoingCycle)
})

test('without a licence of an agent only the version is told; all else is a 403 with nothing in it', async () => {
  await using site = await startSandbox({ overrides: { deskLicence: false } })
  const read = async (path: string) => {
    const headers = { Authorization: `Bearer ${site.issuePat('sofia.nunes')}` }
    const answer = await fetch(`${site.baseUrl}/rest/servicedeskapi/${path}`, { headers })
    return { status: answer.status, text: await answer.text() }
  }
  expect((await read('info')).status).toBe(200)
  for (const path of ['servicedesk', 'servicedesk/3/queue', 'request', 'organization']) {
    expect(await read(path)).toEqual({ status: 403, text: '' })
  }
})
