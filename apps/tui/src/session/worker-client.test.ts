import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Site } from '@mmd/auth'
import { isJiraApiError } from '@mmd/jira-api'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readEnvironment } from '../config/environment.ts'
import { startWorkerClient, type WorkerClient } from './worker-client.ts'

let sandbox: Sandbox
let home = ''
const open: WorkerClient[] = []

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'mmd-worker-'))
  sandbox = await startSandbox({ issues: 30 })
})
afterAll(async () => {
  await sandbox.close()
  rmSync(home, { recursive: true })
})
afterEach(async () => {
  for (const client of open.splice(0)) await client.close()
  sandbox.faults.clear()
})

const start = (token: string | undefined): WorkerClient => {
  const site: Site = { name: 'acme', baseUrl: sandbox.baseUrl, deployment: 'datacenter', method: 'pat' }
  const env = { MMD_HOME: home, MMD_SECRETS: 'file', ...(token === undefined ? {} : { MMD_TOKEN: token }) }
  const { stdin, stdout, stderr, platform } = process
  const root = new URL('../', import.meta.url)
  const environment = readEnvironment({ env, stdin, stdout, stderr, platform }, { root, version: '0' })
  const client = startWorkerClient(environment, site)
  open.push(client)
  return client
}

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )

describe('a client in a real worker', () => {
  test('asks the site and counts its requests', async () => {
    const worker = start(sandbox.issuePat('mira'))
    const { client } = worker
    expect(await client.myself()).toMatchObject({ id: 'mira' })
    const page = await client.search({ jql: 'ORDER BY key', maxResults: 3 })
    expect(page.issues).toHaveLength(3)
    expect(worker.requests()).toBe(2)
  })

  test('brings the fields that are asked for with rows', async () => {
    const { client } = start(sandbox.issuePat('mira'))
    const { issues } = await client.search({ jql: 'description is not EMPTY', maxResults: 1 })
    const [key = ''] = issues.map((issue) => issue.key)
    const schema = { type: 'string', items: null, system: 'description', custom: null }
    const [row] = await client.issues([key], { fields: [{ id: 'description', name: 'Description', schema }] })
    expect(row?.description?.source).toBe((await client.issue(key)).description?.source)
  })

  test('hands over the errors of the site', async () => {
    const { client } = start(sandbox.issuePat('mira'))
    expect(isJiraApiError(await errorOf(client.issue('PAY-999999')), 'not-found')).toBe(true)
    const refused = await errorOf(client.search({ jql: 'nonsense === x' }))
    expect(isJiraApiError(refused, 'refused') && refused.details.status).toBe(400)
  })

  test('says that a sign-in is needed when nothing is stored or the token is dead', async () => {
    const nothing = start(undefined)
    const told = Promise.withResolvers<void>()
    nothing.onSignedOut(told.resolve)
    expect(isJiraApiError(await errorOf(nothing.client.myself()), 'signed-out')).toBe(true)
    await told.promise
    const wrong = start('not-a-token')
    expect(isJiraApiError(await errorOf(wrong.client.myself()), 'signed-out')).toBe(true)
  })

  test('cancels a request under way', async () => {
    sandbox.faults.add({ kind: 'slow', delayMs: 600_000, match: { path: '/rest/api/2/search' } })
    const { client } = start(sandbox.issuePat('mira'))
    const controller = new AbortController()
    const call = errorOf(client.search({ jql: '' }, { signal: controller.signal }))
    controller.abort()
    expect(isJiraApiError(await call, 'cancelled')).toBe(true)
  })

  test('ends when it is closed', async () => {
    const worker = start(sandbox.issuePat('mira'))
    await worker.client.myself()
    await worker.close()
    expect(await errorOf(worker.client.myself())).toBeInstanceOf(Error)
  })
})
