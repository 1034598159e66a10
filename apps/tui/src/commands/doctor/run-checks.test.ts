import { expect, test } from 'vitest'
import { exitCodes } from '../../present-error.ts'
import type { Check, CheckResult } from './check.ts'
import { type RunPorts, runChecks } from './run-checks.ts'
import { failed, ok, type Verdict, warning } from './verdict.ts'

const finding = { found: 'x', problem: 'Wrong.', remedy: 'Mend it', who: 'you' } as const

const check = (id: string, needs: readonly string[], run: () => Promise<Verdict>): Check<undefined> => ({
  id,
  title: id.toUpperCase(),
  group: 'Jira',
  doing: `Doing ${id}`,
  needs,
  run,
})

const ports = (
  told: string[] = [],
  signal = new AbortController().signal,
): RunPorts & { blocked: Map<string, string> } => ({
  signal,
  now: () => 0,
  onStart: ({ doing }) => told.push(doing),
  onDone: ({ check, verdict }: CheckResult) => told.push(`${check.id} ${verdict.state}`),
  onUnexpected: (error) => told.push(String(error)),
  blocked: new Map(),
})

test('Each check is announced, run and told of, in order', async () => {
  const told: string[] = []
  await runChecks(
    [check('a', [], async () => ok('fine')), check('b', ['a'], async () => warning(finding))],
    undefined,
    ports(told),
  )
  expect(told).toEqual(['Doing a', 'a ok', 'Doing b', 'b warning'])
})

test('What needs a failed check is passed over, and so is what needs that, with the first one named', async () => {
  const told: string[] = []
  const results = await runChecks(
    [
      check('a', [], async () => failed(exitCodes.network, finding)),
      check('b', ['a'], async () => ok('never')),
      check('c', ['b'], async () => ok('never')),
      check('d', [], async () => ok('fine')),
    ],
    undefined,
    ports(told),
  )
  expect(results.map(({ verdict }) => [verdict.state, verdict.found])).toEqual([
    ['failed', 'x'],
    ['skipped', 'needs “A” first'],
    ['skipped', 'needs “A” first'],
    ['ok', 'fine'],
  ])
  expect(told).not.toContain('Doing b')
})

test('What is passed over for want of an object holds nothing up', async () => {
  const results = await runChecks(
    [check('a', [], async () => ({ state: 'skipped', found: 'none' })), check('b', ['a'], async () => ok('fine'))],
    undefined,
    ports(),
  )
  expect(results.map(({ verdict }) => verdict.state)).toEqual(['skipped', 'ok'])
})

test('An error that nobody thought of is a failure of that check alone', async () => {
  const told: string[] = []
  const results = await runChecks(
    [
      check('a', [], async () => {
        throw new Error('boom token=abcdef')
      }),
      check('b', [], async () => ok('fine')),
    ],
    undefined,
    ports(told),
  )
  expect(results[0]?.verdict).toMatchObject({ state: 'failed', exit: 1 })
  expect(JSON.stringify(results)).not.toContain('abcdef')
  expect(told).toContain('Error: boom token=abcdef')
})

test('A cancelled run ends with what it was cancelled with', async () => {
  const controller = new AbortController()
  const reason = new Error('Ctrl-C')
  const checks = [
    check('a', [], async () => {
      controller.abort(reason)
      throw new Error('cut off')
    }),
    check('b', [], async () => ok('never')),
  ]
  await expect(runChecks(checks, undefined, ports([], controller.signal))).rejects.toBe(reason)
})
