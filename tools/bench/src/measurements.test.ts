import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { heldTable, keysDue, measureHeldKey, rowsLost } from './held-key.ts'
import { keysOf, keysTable, measureKeys } from './keys.ts'
import { measureMemory, memoryTable } from './memory.ts'
import { prepareHome } from './prepare-home.ts'
import { measureRequests, requestsTable } from './requests.ts'
import { measureStart, startTable } from './start.ts'
import type { Bench, Subject } from './subject.ts'

const program = fileURLToPath(new URL('../fixtures/list-app.mjs', import.meta.url))

const subject: Subject = {
  command: [process.execPath, program],
  screenArgs: ['--site', 'bench'],
  env: {},
  marker: 'Views',
  forgetCompiled: () => Promise.resolve(),
}

const givenBench = (changes: Partial<Bench> = {}): Bench => ({
  subject,
  requests: { clear: () => undefined, lines: () => [] },
  pace: {
    warmUpKeys: 1,
    betweenKeysMs: 1,
    silentKeyMs: 10_000,
    restMs: 1,
    memoryKeys: 3,
    requestQuietMs: 50,
    requestPatienceMs: 10_000,
  },
  progress: () => undefined,
  ...changes,
})

describe('the start', () => {
  it('is measured in paired rounds, painted and whole, warm and cold', async () => {
    let forgotten = 0
    const forgetCompiled = (): Promise<void> => Promise.resolve(void (forgotten += 1))
    const result = await measureStart(givenBench({ subject: { ...subject, forgetCompiled } }), 2)
    expect(result.base).toHaveLength(2)
    expect(result.rows.map(({ what, times, bases }) => [what, times.length, bases.length])).toEqual([
      ['first text, 200×50', 2, 2],
      ['first whole frame, 200×50', 2, 2],
      ['first text, 80×24', 2, 2],
      ['first whole frame, 80×24', 2, 2],
      ['version', 2, 2],
      ['--help', 2, 2],
      ['first whole frame, 200×50, nothing compiled', 2, 2],
      ['first whole frame, 80×24, nothing compiled', 2, 2],
    ])
    expect(result.rows.flatMap(({ times }) => times).filter((ms) => !(ms > 0))).toEqual([])
    expect(forgotten).toBe(4)
    expect(startTable(result).rows).toHaveLength(9)
  })
})

describe('keys', () => {
  it('go down and up within the screen, or always down', () => {
    expect(keysOf('cursor moves', 9, 8).join('')).toBe('jjkkjjkkj')
    expect(keysOf('every key scrolls', 4, 8).join('')).toBe('jjjj')
  })

  it('are measured one by one, with bytes', async () => {
    const rows = await measureKeys(givenBench(), 4)
    expect(rows.map(({ size, pattern, latency, silent }) => [size, pattern, latency.count + silent])).toEqual([
      ['200×50', 'cursor moves', 4],
      ['200×50', 'every key scrolls', 4],
      ['80×24', 'cursor moves', 4],
      ['80×24', 'every key scrolls', 4],
    ])
    expect(rows.every(({ bytes }) => bytes > 100)).toBe(true)
    expect(keysTable(rows).rows).toHaveLength(4)
  })
})

describe('a held key', () => {
  it('is due at a steady rate until it is let go', () => {
    expect([keysDue(0, 30, 5000), keysDue(1000, 30, 5000), keysDue(9000, 30, 5000)]).toEqual([0, 30, 150])
  })

  it('has lost what the cursor did not move, but for the end of the list', () => {
    expect([rowsLost(1, 10, 100, 11), rowsLost(1, 10, 100, 8), rowsLost(95, 10, 100, 100)]).toEqual([0, 3, 0])
  })

  it('is held at three rates and loses nothing in a program that counts each key', async () => {
    const rows = await measureHeldKey(givenBench(), 200)
    expect(rows.map(({ perSecond, written, lost }) => [perSecond, written, lost])).toEqual([
      [30, 6, 0],
      [100, 20, 0],
      [200, 40, 0],
      [30, 6, 0],
      [100, 20, 0],
      [200, 40, 0],
    ])
    expect(heldTable(rows).rows).toHaveLength(6)
  })
})

describe('memory', () => {
  it.runIf(process.platform === 'linux')('is read at three moments, and the peak never falls', async () => {
    const rows = await measureMemory(givenBench())
    expect(rows.map(({ moment }) => moment)).toEqual([
      'at rest after the start',
      'with all 300 issues loaded',
      'after 3 keys',
    ])
    expect(rows.every(({ residentBytes, peakBytes }) => residentBytes > 1e7 && peakBytes >= residentBytes)).toBe(true)
    expect(memoryTable(rows).rows).toHaveLength(3)
  })
})

describe('requests', () => {
  it('are told by action', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.end()
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const requests = { clear: () => void asked.splice(0), lines: () => [...asked] }
    const rows = await measureRequests(givenBench({ requests, subject: { ...subject, env: { FETCH_URL: url } } }))
    expect(requestsTable(rows).rows).toEqual([
      ['start with one view', '1', '1', 'GET /search'],
      ['open an issue', '1', '1', 'GET /issue'],
      ['change a status', '2', '2', 'GET /transitions, POST /transitions'],
    ])
    await new Promise((closed) => server.close(closed))
  })
})

describe('the home', () => {
  const options = { baseUrl: 'http://127.0.0.1:9/jira', token: 'mmd-secret-token', view: 'open', marker: 'Views' }

  it('is made by the program itself, and the token goes in by standard input', async () => {
    await using home = await prepareHome({ ...options, program })
    expect(home.subject.screenArgs).toEqual(['--site', 'bench', '--view', 'open'])
    expect(JSON.stringify(home.subject)).not.toContain(options.token)
  })

  it('says what the program said when it could not be made', async () => {
    const missing = fileURLToPath(new URL('../fixtures/no-such-app.mjs', import.meta.url))
    await expect(prepareHome({ ...options, program: missing })).rejects.toThrow('site add ended with code 1')
  })
})
