import { expect, test } from 'vitest'
import { launchArguments, launchEnvironment } from './launch-command.ts'

const profile = '/tmp/profile of mine'

test('the browser gets a profile of its own and is watched over the pipe', () => {
  const args = launchArguments({ profile, isRoot: false })
  expect(args).toContain('--remote-debugging-pipe')
  expect(args).toContain(`--user-data-dir=${profile}`)
  expect(args).toContain('--no-first-run')
  expect(args.join(' ')).not.toContain('remote-debugging-port')
})

test('the window begins with a page of ours, without a bar', () => {
  const app = launchArguments({ profile, isRoot: false }).filter((arg) => arg.startsWith('--app='))
  expect(app).toEqual([expect.stringMatching(/^--app=data:text\/html,[^\s<>"]+$/u)])
})

test('only for root the sandbox is off', () => {
  expect(launchArguments({ profile, isRoot: false })).not.toContain('--no-sandbox')
  expect(launchArguments({ profile, isRoot: true })).toContain('--no-sandbox')
})

test('an argument is given once', () => {
  const names = launchArguments({ profile, isRoot: true }).map((arg) => arg.replace(/=.*$/u, ''))
  expect(new Set(names).size).toBe(names.length)
})

test('variables of ours do not go to the browser', () => {
  const env = { PATH: '/bin', MMD_TOKEN: 't', MMD_CLIENT_SECRET: 's', mmd_other: 'x', DISPLAY: ':0', GONE: undefined }
  expect(launchEnvironment(env)).toEqual({ PATH: '/bin', DISPLAY: ':0' })
})

test('variables that only look like ours stay', () => {
  expect(launchEnvironment({ XMMD_: '1', MMDX: '2' })).toEqual({ XMMD_: '1', MMDX: '2' })
})
