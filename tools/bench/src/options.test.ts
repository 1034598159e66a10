import { expect, it } from 'vitest'
import { measurementNames, parseBenchOptions } from './options.ts'

it('without a word everything is measured against the built program', () => {
  const options = parseBenchOptions([])
  expect(options.only).toEqual(measurementNames)
  expect(options).toMatchObject({ rounds: 15, keys: 500, issues: 10_000, copy: 50_000, json: false, write: undefined })
})

it('measurements can be chosen', () => {
  const argv = ['--only', 'keys,start', '--rounds', '30', '--json', '--write', 'docs/performance.md']
  expect(parseBenchOptions(argv)).toMatchObject({
    only: ['keys', 'start'],
    rounds: 30,
    json: true,
    write: 'docs/performance.md',
  })
})

it.each([['--only', 'speed'], ['--rounds', '0'], ['--rounds', 'many'], ['--quick'], ['stray']])(
  '%s %s is refused',
  (...argv) => {
    expect(() => parseBenchOptions(argv.filter((word) => word !== undefined))).toThrow(TypeError)
  },
)
