import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AuthError } from '@mmd/auth'
import { describe, expect, test } from 'vitest'
import { openSecrets } from '../../../session/open-book.ts'
import { terminalOf } from '../terminals.ts'
import { givenEnvironment, judged } from '../testing.ts'
import { foldersCheck, judgeFolders } from './folders.ts'
import { judgeSecrets, secretsCheck } from './secrets.ts'
import { judgeTerminal, type TerminalFacts } from './terminal.ts'

const signal = new AbortController().signal

describe('secrets', () => {
  test('in the keychain, or in a file of one’s own, are well kept', async () => {
    const keychain = { kind: 'keychain', where: 'the OS keychain', mode: undefined, asked: false } as const
    expect(judgeSecrets(keychain)).toEqual({ state: 'ok', found: 'the OS keychain, and it answers' })
    const file = { kind: 'file', where: '/x/secrets.json', mode: 0o600, asked: false } as const
    expect(judgeSecrets(file)).toMatchObject({ state: 'ok', found: expect.stringContaining('no keychain answers') })
    expect(judgeSecrets({ ...file, asked: true, mode: undefined })).toEqual({
      state: 'ok',
      found: '/x/secrets.json, made when needed',
    })
  })

  test('that cannot be read end the sign-in before it begins', async () => {
    const error = new AuthError('store-failed', 'The OS keychain did not answer within 3 seconds')
    expect(await judged(judgeSecrets({ kind: 'error', error }))).toMatchObject({
      state: 'failed',
      exit: 1,
      who: 'you',
      remedy: expect.stringContaining('MMD_SECRETS=file'),
    })
  })

  test('in a file that others could read are reported, and the file is closed to them', async () => {
    const environment = givenEnvironment()
    mkdirSync(environment.folders.data, { recursive: true, mode: 0o700 })
    const path = join(environment.folders.data, 'secrets.json')
    writeFileSync(path, '{"version":1,"secrets":{}}')
    chmodSync(path, 0o644)
    const machine = { environment, signal, secrets: () => openSecrets(environment) }
    const verdict = await judged(await secretsCheck.run(machine))
    expect(verdict).toMatchObject({ state: 'warning', problem: expect.stringContaining('0644') })
    expect(await secretsCheck.run(machine)).toMatchObject({ state: 'ok' })
  })

  test('in a damaged file are wrong input, and the file is named', async () => {
    const environment = givenEnvironment()
    mkdirSync(environment.folders.data, { recursive: true })
    const path = join(environment.folders.data, 'secrets.json')
    writeFileSync(path, '{"version":1,"secrets":{"a":"hunter2"', { mode: 0o600 })
    const verdict = await secretsCheck.run({ environment, signal, secrets: () => openSecrets(environment) })
    expect(await judged(verdict)).toMatchObject({ state: 'failed', exit: 2, problem: expect.stringContaining(path) })
    expect(JSON.stringify(verdict)).not.toContain('hunter2')
  })
})

describe('folders', () => {
  const run = (environment: ReturnType<typeof givenEnvironment>) =>
    foldersCheck.run({ environment, signal, secrets: () => openSecrets(environment) })

  test('need not be there yet', async () => {
    expect(await run(givenEnvironment())).toEqual({ state: 'ok', found: 'made when something is saved' })
  })

  test('that others may look into are named with how to close them', async () => {
    const environment = givenEnvironment()
    mkdirSync(environment.folders.config, { recursive: true })
    chmodSync(environment.folders.config, 0o755)
    expect(await judged(await run(environment))).toMatchObject({
      state: 'warning',
      found: `${environment.folders.config} has mode 0755`,
      remedy: `chmod go= '${environment.folders.config}'`,
    })
    chmodSync(environment.folders.config, 0o700)
    expect(await run(environment)).toMatchObject({ state: 'ok' })
  })

  test('that cannot be written are a failure, and modes mean nothing where a system has none', async () => {
    const place = { path: '/x', kind: 'folder' } as const
    const closed = judgeFolders([{ ...place, facts: { mode: 0o500, writable: false } }], true)
    expect(await judged(closed)).toMatchObject({ state: 'failed', exit: 1, found: '/x' })
    expect(judgeFolders([{ ...place, facts: { mode: 0o777, writable: true } }], false)).toMatchObject({ state: 'ok' })
  })
})

describe('the terminal', () => {
  const facts: TerminalFacts = {
    isTerminal: true,
    isDumb: false,
    utf8: true,
    colourLevel: 3,
    terminal: terminalOf({ TERM_PROGRAM: 'WezTerm' }),
    multiplexer: undefined,
    columns: 120,
    rows: 40,
  }

  test('is described by what it can', () => {
    expect(judgeTerminal(facts)).toEqual({
      state: 'ok',
      found: 'WezTerm, 120 × 40, true colour, UTF-8; copies by OSC 52, shows links and images (iTerm2, Sixel)',
    })
  })

  test('that nobody knows is described by what is sure', () => {
    const unknown = { ...facts, terminal: terminalOf({ TERM: 'xterm-256color' }), colourLevel: 2 } as const
    expect(judgeTerminal(unknown)).toMatchObject({ found: 'xterm-256color, 120 × 40, 256 colours, UTF-8' })
  })

  test('inside tmux comes with what tmux must let through', () => {
    expect(judgeTerminal({ ...facts, multiplexer: 'tmux' })).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/^tmux, .*allow-passthrough on/),
    })
  })

  test.each([
    [{ isDumb: true }, /cannot be drawn/],
    [{ utf8: false }, /UTF-8/],
    [{ columns: 59 }, /60 × 15/],
    [{ rows: 14 }, /60 × 15/],
  ])('with %j is worth a word', async (change, problem) => {
    expect(await judged(judgeTerminal({ ...facts, ...change }))).toMatchObject({
      state: 'warning',
      who: 'you',
      problem: expect.stringMatching(problem),
    })
  })

  test('is no matter where the answer goes into a pipe', () => {
    expect(judgeTerminal({ ...facts, isTerminal: false, isDumb: true })).toMatchObject({ state: 'skipped' })
  })
})
