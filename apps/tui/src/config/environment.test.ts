import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type EnvironmentFlags, readEnvironment } from './environment.ts'

const program = { root: new URL('file:///program/'), version: '1.2.3' }

const read = (env: Record<string, string>, options: { tty?: boolean; flags?: EnvironmentFlags } = {}) => {
  const stream = { isTTY: options.tty === true ? true : undefined }
  return readEnvironment(
    { env, platform: 'linux', stdin: stream, stdout: stream, stderr: stream } as unknown as NodeJS.Process,
    program,
    options.flags,
  )
}

describe('the environment', () => {
  test('puts everything below MMD_HOME', () => {
    expect(read({ MMD_HOME: '/home/x' }).folders).toEqual({
      config: '/home/x/config',
      data: '/home/x/data',
      log: '/home/x/log',
      cache: '/home/x/cache',
    })
  })

  test('takes empty and unknown values for unset', () => {
    const environment = read({ MMD_SITE: '', MMD_SECRETS: 'cellar', MMD_LOG: 'loud', MMD_TOKEN: '' })
    expect(environment).toMatchObject({ site: undefined, secrets: undefined, logLevel: 'warn' })
    expect(environment.token()).toBeUndefined()
  })

  test('does not show the token when it is printed', () => {
    const environment = read({ MMD_TOKEN: 'very-secret' })
    expect(environment.token()).toBe('very-secret')
    expect(inspect(environment, { depth: 9 }) + JSON.stringify(environment)).not.toContain('very-secret')
  })

  test('takes the token out of the process, so that no program that is started inherits it', () => {
    const env: Record<string, string> = { MMD_TOKEN: 'very-secret', PATH: '/bin' }
    expect(read(env).token()).toBe('very-secret')
    expect(env).toEqual({ PATH: '/bin' })
  })

  test('lets the flag for the log win over the variable', () => {
    expect(read({ MMD_LOG: 'error' }, { flags: { logLevel: 'debug' } }).logLevel).toBe('debug')
  })

  test.each([
    [{}, true, {}, true],
    [{}, false, {}, false],
    [{ NO_COLOR: '1' }, true, {}, false],
    [{ NO_COLOR: '' }, true, {}, true],
    [{ FORCE_COLOR: '1' }, false, {}, true],
    [{ FORCE_COLOR: '0' }, true, {}, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, {}, false],
    [{ FORCE_COLOR: '1' }, true, { color: false }, false],
    [{ TERM: 'dumb' }, true, {}, false],
  ] as const)('with %j, terminal %s and flags %j, colours are %s', (env, tty, flags, colour) => {
    expect(read(env, { tty, flags }).colour.stdout).toBe(colour)
  })

  test('opens no browser on Linux without a display', () => {
    expect(read({}).graphical).toBe(false)
    expect(read({ WAYLAND_DISPLAY: 'wayland-0' }).graphical).toBe(true)
  })
})
