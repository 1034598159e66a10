import { expect, test } from 'vitest'
import { parseOptions } from './options.ts'

test('numbers, seed and deployment are read', () => {
  const options = parseOptions(['--runs', '1000', '--seed', '7', '--jobs', '4', '--deployment', 'cloud'])
  expect(options).toEqual({ help: false, runs: 1_000, seed: 7, jobs: 4, deployments: ['cloud'] })
})

test('without arguments both deployments take turns', () => {
  expect(parseOptions([])).toMatchObject({ runs: 100, deployments: ['datacenter', 'cloud'] })
})

test.each([
  [['--runs', '0'], '--runs is a number from 1'],
  [['--jobs', 'many'], '--jobs is a number from 1'],
  [['--deployment', 'server'], '--deployment is datacenter or cloud'],
  [['--fast'], "Unknown option '--fast'"],
])('%j is told to be wrong', (argv, message) => {
  expect(() => parseOptions(argv)).toThrow(message)
})
