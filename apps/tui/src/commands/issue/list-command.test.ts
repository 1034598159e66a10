import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCommandLine } from '../program.ts'
import { listCommand } from './list-command.ts'

const values = ['Mine', '', 'project = PAY ORDER BY key', '7', 'all', '0', '-1', '--json', 'issue', 'x=y', '=']
const flags = ['--csv', '--jql', '--json', '--limit', '--offline', '--plain', '--site', '--view', '--columns', '--help']

test('a list is understood without the parser as the parser understands it, or not at all', async () => {
  let understood = 0
  const word = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...flags) }, fc.constantFrom(...values), fc.string())
  const pair = fc
    .constantFrom('--jql', '--limit', '--site', '--view')
    .chain((flag) => fc.constantFrom(...values).map((value) => [flag, value]))
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          pair,
          word.map((one) => [one]),
        ),
        { maxLength: 5 },
      ),
      async (parts) => {
        const args = ['issue', 'list', ...parts.flat()]
        const quick = listCommand(args)
        if (quick === undefined) return
        understood += 1
        const parsed = await parseCommandLine(args, '1.0.0')
        if (quick.kind !== 'run' || parsed.kind !== 'run') throw new Error(`no command: ${JSON.stringify(parsed)}`)
        const { run: _, ...known } = quick.invocation
        const { run: __, ...expected } = parsed.invocation
        expect({ ...known, globals: { color: true, ...known.globals } }).toEqual(expected)
      },
    ),
    { numRuns: 300 },
  )
  expect(understood).toBeGreaterThan(20)
})

test.each([
  [['issue']],
  [['issue', 'view', 'PAY-1']],
  [['--json', 'issue', 'list']],
  [['issue', 'list', '--json', '--json']],
  [['issue', 'list', '--limit', 'seven']],
  [['issue', 'list', '--limit']],
  [['issue', 'list', '--view=Mine']],
  [['issue', 'list', '--help']],
  [['issue', 'list', 'toString', 'x']],
])('anything else is left to the parser: %j', (args) => {
  expect(listCommand(args)).toBeUndefined()
})
