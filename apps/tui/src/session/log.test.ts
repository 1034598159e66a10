import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLog } from './log.ts'
import { redact, redactText } from './redact.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmd-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = (): unknown[] =>
  readFileSync(join(folder, 'log', 'mmd-tui.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

describe('the log file', () => {
  test('has one JSON object per line, readable by its owner alone', () => {
    const log = openLog({ folder: join(folder, 'log'), level: 'info', now: () => 0 })
    log.error('first\nline', { site: 'acme' })
    log.info('second')
    log.debug('not at this level')
    expect(lines()).toEqual([
      { time: '1970-01-01T00:00:00.000Z', level: 'error', message: 'first\nline', site: 'acme' },
      { time: '1970-01-01T00:00:00.000Z', level: 'info', message: 'second' },
    ])
    expect(statSync(join(folder, 'log', 'mmd-tui.log')).mode & 0o777).toBe(0o600)
  })

  test('has no character that a terminal could act on', () => {
    openLog({ folder: join(folder, 'log'), level: 'info' }).info('a\u009b31mb\u202ec', { said: '\u001b]52;c;x\u0007' })
    expect(readFileSync(join(folder, 'log', 'mmd-tui.log'), 'utf8')).toMatch(/^[\x20-\x7e]+\n$/)
  })

  test('is not made before something is written', () => {
    openLog({ folder: join(folder, 'log'), level: 'error' }).info('quiet')
    expect(readdirSync(folder)).toEqual([])
  })

  test('sets a full file aside and goes on', () => {
    const log = openLog({ folder: join(folder, 'log'), level: 'info', rotateAt: 100 })
    for (let count = 0; count < 5; count += 1) log.info('a message of some length')
    expect(readdirSync(join(folder, 'log')).sort()).toEqual(['mmd-tui.log', 'mmd-tui.log.1'])
    expect(statSync(join(folder, 'log', 'mmd-tui.log')).size).toBeLessThan(250)
  })

  test('never stops the program, wherever it may not write', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => openLog({ folder: join(folder, 'file', 'log'), level: 'info' }).error('lost')).not.toThrow()
  })
})

describe('redaction', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9._~-]{12,60}$/)

  test.each([
    (text: string) => `Authorization: Bearer ${text}`,
    (text: string) => `bearer ${text}`,
    (text: string) => `GET http://localhost:8734/oauth/redirect?code=${text}&state=abc`,
    (text: string) => `http://localhost/x?state=${text}`,
    (text: string) => `grant_type=refresh_token&refresh_token=${text}&client_secret=${text}`,
    (text: string) => `{"access_token":"${text}","token_type":"Bearer"}`,
    (text: string) => `{"refresh_token": "${text}"}`,
    (text: string) => `set-cookie: JSESSIONID=${text}; Path=/`,
    (text: string) => `https://mira:${text}@jira.example.com/`,
    (text: string) => `password=${text}`,
  ])('takes the secret out of text (%#)', (write) => {
    fc.assert(
      fc.property(secret, (text) => {
        expect(redactText(write(text))).not.toContain(text)
      }),
    )
  })

  test('takes secrets out of data by their names, at any depth', () => {
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom('token', 'accessToken', 'client_secret', 'Authorization', 'cookie', 'code', 'state'),
        (text, name) => {
          expect(JSON.stringify(redact({ outer: [{ [name]: text }] }))).not.toContain(text)
        },
      ),
    )
  })

  test('takes them out of errors, their stacks and their causes', () => {
    const cause = new Error('Bearer abcdefghijklmnop')
    const written = JSON.stringify(redact(new Error('code=abcdefghijklmnop', { cause })))
    expect(written).not.toContain('abcdefghijklmnop')
    expect(written).toContain('stack')
  })

  test('leaves ordinary words alone', () => {
    const text = 'GET /rest/api/2/search answered 200 in 12 ms: the status code and the state of things'
    expect(redactText(text)).toBe(text)
  })
})
