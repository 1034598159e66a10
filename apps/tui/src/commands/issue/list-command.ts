import type { Invocation } from '../invocation.ts'
import type { Parsed } from '../program.ts'
import type { IssueListOptions } from './list.ts'

/** Flags and, where they take one, the test of their value. */
const flags: Readonly<Record<string, true | RegExp>> = {
  '--csv': true,
  '--jql': /^[^-]/,
  '--json': true,
  '--limit': /^(?:all|[1-9]\d{0,8})$/,
  '--offline': true,
  '--plain': true,
  '--site': /^[^-]/,
  '--view': /^[^-]/,
}

/** The values by flag; undefined where one is not known, is given twice or has an odd value. */
const readFlags = (args: readonly string[]): Readonly<Record<string, string>> | undefined => {
  const found: Record<string, string> = {}
  for (let at = 0; at < args.length; at += 1) {
    const flag = args[at] ?? ''
    const test = Object.hasOwn(flags, flag) ? flags[flag] : undefined
    if (test === undefined || flag in found) return undefined
    if (test !== true) at += 1
    const value = test === true ? '' : (args[at] ?? '')
    if (test !== true && !test.test(value)) return undefined
    found[flag] = value
  }
  return found
}

const all = 'all'

/**
 * `issue list` with its usual flags behind it needs no parser, which takes as long as reading fifty issues: scripts ask for it,
 * again and again. Anything else is the parser's.
 */
export const listCommand = ([group, verb, ...args]: readonly string[]): Parsed | undefined => {
  const found = group === 'issue' && verb === 'list' ? readFlags(args) : undefined
  if (found === undefined) return undefined
  const { '--jql': jql, '--limit': limit = '50', '--site': site, '--view': view } = found
  const options: IssueListOptions = {
    limit: limit === all ? all : Number(limit),
    ...(jql === undefined ? {} : { jql }),
    ...('--csv' in found ? { csv: true } : {}),
    ...('--plain' in found ? { plain: true } : {}),
  }
  const globals = {
    ...(site === undefined ? {} : { site }),
    ...(view === undefined ? {} : { view }),
    ...('--json' in found ? { json: true } : {}),
    ...('--offline' in found ? { offline: true } : {}),
  }
  const run: Invocation['run'] = async (context) => (await import('./list.ts')).runIssueList(context, options)
  return { kind: 'run', invocation: { name: 'issue list', args: [], options, globals, run } }
}
