import { expect, test } from 'vitest'
import { parseCommandLine } from './commands/program.ts'
import { screenCommand } from './run-program.ts'

test.each([[[]], [['--site', 'work']], [['--view', 'Mine', '--site', 'work']]])(
  'the screen is understood without the parser, and as the parser understands it: %j',
  async (args) => {
    const quick = screenCommand(args)
    const parsed = await parseCommandLine(args, '1.0.0')
    if (quick?.kind !== 'run' || parsed.kind !== 'run') throw new Error('neither is a command')
    expect(quick.invocation.name).toBe(parsed.invocation.name)
    expect(parsed.invocation.globals).toMatchObject(quick.invocation.globals)
  },
)

test.each([[['--site']], [['--site', '--view']], [['issue', 'list']], [['--json', 'x']], [['--help', 'x']]])(
  'anything else is left to the parser: %j',
  (args) => {
    expect(screenCommand(args)).toBeUndefined()
  },
)
