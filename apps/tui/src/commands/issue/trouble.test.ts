import type { FaultKind } from '@mmd/jira-sandbox'
import { describe, expect, test } from 'vitest'
import { errorOf } from '../testing/told.ts'
import { startOtherServer } from '../testing.ts'
import { sharedSite } from './testing.ts'

const at = sharedSite()
const { issue } = at

describe('a site in trouble', () => {
  const match = { path: '/rest/api/2/search' }

  const troubles: readonly (readonly [string, FaultKind, number, string])[] = [
    ['a single sign-on', { kind: 'sso' }, 3, 'sso-page'],
    ['a page instead of JSON', { kind: 'html', status: 200 }, 1, 'not-jira'],
    ['half an answer', { kind: 'bad-json' }, 1, 'bad-answer'],
    ['a refusal', { kind: 'status', status: 403 }, 5, 'forbidden'],
    ['a CAPTCHA', { kind: 'captcha' }, 3, 'login-denied'],
    ['an anonymous answer', { kind: 'anonymous' }, 3, 'signed-out'],
  ]
  test.each(troubles)('with %s is told in two lines', async (_what, fault, code, name) => {
    at.sandbox.faults.add({ ...fault, match })
    const result = await issue(['list', '--limit', '1'])
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toMatch(/^\S[^\n]+\n\S[^\n]+\n$/)
    expect(errorOf((await issue(['list', '--limit', '1', '--json'])).stderr).code).toBe(name)
  })

  test('that cannot be reached exits 6', async () => {
    await at.cli.run(['site', 'add', 'http://localhost:9', '--no-probe', '--method', 'pat', '--name', 'gone'])
    const { code, stderr } = await issue(['list', '--site', 'gone'])
    expect({ code, named: stderr.startsWith('gone cannot be reached') }).toEqual({ code: 6, named: true })
  })

  test('that answers slowly can be cancelled', async () => {
    const asked = Promise.withResolvers<void>()
    await using slow = await startOtherServer(() => asked.resolve())
    await at.cli.run(['site', 'add', slow.url, '--no-probe', '--method', 'pat', '--name', 'slow'])
    const running = at.cli.start(['issue', 'list', '--site', 'slow'], { env: at.env })
    await asked.promise
    running.child.kill('SIGINT')
    expect(await running.result).toMatchObject({ code: 130, stdout: '' })
  })
})
