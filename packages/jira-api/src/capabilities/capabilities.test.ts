import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { describe, expect, test } from 'vitest'
import { connectSite, type SiteOptions } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { type Reply, startOddServer } from '../testing.ts'
import { type Capabilities, isCurrent, readKeptCapabilities } from './capabilities.ts'
import { rememberCapabilities } from './remember-capabilities.ts'

const connect = (baseUrl: string, options: Partial<SiteOptions> = {}): SiteClient =>
  connectSite({ baseUrl, authorize: async () => 'Bearer secret', pause: async () => undefined, ...options })

const info = { version: '10.3.24', deploymentType: 'Server', serverTitle: 'Odd', baseUrl: 'http://odd.test' }

/** A site that answers the resources that are named and has no others. */
const oddSite = (replies: Readonly<Record<string, Reply>>) =>
  startOddServer(({ url }) => {
    const path = url.split('?')[0] ?? ''
    return replies[path] ?? { status: 404, body: '<html>nothing here</html>', headers: { 'content-type': 'text/html' } }
  })

const base: Readonly<Record<string, Reply>> = {
  '/rest/api/2/serverInfo': { json: info },
  '/rest/api/2/configuration': { json: { votingEnabled: false } },
  '/rest/api/2/attachment/meta': { json: { enabled: true, uploadLimit: 10_485_760 } },
}

const kept: Capabilities = {
  version: '10.3.24',
  settings: {
    voting: true,
    watching: false,
    unassigned: true,
    subtasks: true,
    linking: true,
    timeTracking: true,
    attachments: true,
    hoursPerDay: 7,
    daysPerWeek: 5,
  },
  uploadLimit: 1024,
  software: 'present',
  serviceDesk: 'closed',
  development: 'absent',
  probedAt: '2026-11-20T10:00:00.000Z',
}

describe('what a site can do', () => {
  test('a site without other products has none, and what is not told counts as on', async () => {
    await using server = await oddSite(base)
    const found = await connect(server.origin).capabilities({})
    expect(found).toMatchObject({
      version: '10.3.24',
      uploadLimit: 10_485_760,
      software: 'absent',
      serviceDesk: 'absent',
      development: 'absent',
      settings: { voting: false, watching: true, attachments: true },
    })
  })

  test('a product that is not for this sign-in is closed, and one that fails is unknown', async () => {
    await using server = await oddSite({
      ...base,
      '/rest/agile/1.0/board': { status: 403, json: { errorMessages: ['No licence'] } },
      '/rest/servicedeskapi/servicedesk': { status: 500, json: { errorMessages: ['Broken'] } },
      '/rest/dev-status/latest/issue/summary': { status: 400, json: { errorMessages: ['No issue'] } },
    })
    expect(await connect(server.origin).capabilities({})).toMatchObject({
      software: 'closed',
      serviceDesk: 'unknown',
      development: 'present',
    })
  })

  test('files cannot be attached where the site says so in either place', async () => {
    await using server = await oddSite({ ...base, '/rest/api/2/attachment/meta': { json: { enabled: false } } })
    const found = await connect(server.origin).capabilities({})
    expect(found.settings.attachments).toBe(false)
    expect(found.uploadLimit).toBeNull()
  })

  test('somebody who is signed out is told so', async () => {
    await using server = await oddSite({ ...base, '/rest/agile/1.0/board': { status: 401, json: {} } })
    await expect(connect(server.origin).capabilities({})).rejects.toMatchObject({ code: 'signed-out' })
  })

  test('Data Center and Cloud tell what they allow', async () => {
    const dataCenter = await startSandbox({ issues: 5 })
    const pat = dataCenter.issuePat('mira')
    const found = await connectSite({
      baseUrl: dataCenter.baseUrl,
      authorize: async () => `Bearer ${pat}`,
    }).capabilities({})
    await dataCenter.close()
    expect(found.version).toMatch(/^10\.3/)
    expect(found.settings).toMatchObject({ voting: true, linking: true, attachments: true, hoursPerDay: 8 })
    expect(found.uploadLimit).toBeGreaterThan(0)

    const cloud = await startCloudSandbox()
    const email = 'mira@acme.example'
    const token = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
    const told = await connectSite({
      baseUrl: cloud.siteUrl,
      deployment: 'cloud',
      authorize: async () => `Basic ${token}`,
    }).capabilities({})
    await cloud.close()
    expect(told.settings.attachments).toBe(true)
    expect(told.uploadLimit).toBeGreaterThan(0)
  })
})

describe('remembering', () => {
  test('the site is asked once for all who want to know, and again when fresh words are wanted', async () => {
    await using server = await oddSite(base)
    const client = connect(server.origin)
    const asked = (): number => server.seen.filter(({ url }) => url.includes('serverInfo')).length
    await Promise.all([client.capabilities({}), client.capabilities({})])
    await client.capabilities({})
    expect(asked()).toBe(1)
    await client.capabilities({ fresh: true })
    expect(asked()).toBe(2)
  })

  test('what an earlier run found out is believed for a day', async () => {
    const saved: Capabilities[] = []
    let now = Date.parse(kept.probedAt) + 3_600_000
    const site = rememberCapabilities({
      probe: async () => ({ ...kept, version: '11.3.0', probedAt: new Date(now).toISOString() }),
      memory: { load: async () => structuredClone(kept), save: async (found) => void saved.push(found) },
      now: () => now,
    })
    expect(await site.capabilities({})).toEqual(kept)
    now += 86_400_000
    expect((await site.capabilities({})).version).toBe('11.3.0')
    expect(saved.map(({ version }) => version)).toEqual(['11.3.0'])
  })

  test('a memory that fails or holds something else is no hindrance', async () => {
    for (const load of [async () => ({ version: 4 }), () => Promise.reject(new Error('disk'))]) {
      const site = rememberCapabilities({
        probe: async () => kept,
        memory: { load, save: () => Promise.reject(new Error('full')) },
        now: () => Date.parse(kept.probedAt),
      })
      expect(await site.capabilities({})).toEqual(kept)
    }
  })

  test('a failure is not remembered', async () => {
    let count = 0
    const site = rememberCapabilities({
      probe: async () => {
        count += 1
        if (count === 1) throw new Error('no route')
        return kept
      },
      memory: undefined,
      now: () => Date.parse(kept.probedAt),
    })
    await expect(site.capabilities({})).rejects.toThrow('no route')
    expect(await site.capabilities({})).toEqual(kept)
  })

  test('who leaves does not take the answer from others', async () => {
    const { promise, resolve } = Promise.withResolvers<Capabilities>()
    const site = rememberCapabilities({ probe: () => promise, memory: undefined, now: () => 0 })
    const controller = new AbortController()
    const left = site.capabilities({}, { signal: controller.signal })
    const stayed = site.capabilities({})
    controller.abort()
    await expect(left).rejects.toMatchObject({ code: 'cancelled' })
    resolve(kept)
    expect(await stayed).toEqual(kept)
  })

  test('nothing from the future is believed', () => {
    expect(isCurrent(kept, Date.parse(kept.probedAt) - 1)).toBe(false)
  })

  test('what was kept survives being written and read', () => {
    expect(readKeptCapabilities(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
    expect(readKeptCapabilities({ ...kept, software: 'maybe', uploadLimit: -1 })).toMatchObject({
      software: 'unknown',
      uploadLimit: null,
    })
    for (const useless of [null, [], { ...kept, settings: null }, { ...kept, probedAt: 'yesterday' }])
      expect(readKeptCapabilities(useless)).toBeNull()
  })
})
