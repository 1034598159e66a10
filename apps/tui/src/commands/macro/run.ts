import { dayOf } from '../../actions/flows/macros/macro-run.ts'
import { AppError } from '../../config/app-error.ts'
import type { MacroSite } from '../../macros/macro-site.ts'
import { planMacro } from '../../macros/plan-macro.ts'
import { MacroMistake } from '../../macros/read-step.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Bench } from '../issue/bench.ts'
import type { TargetFlags } from '../issue/flags.ts'
import { writeIssues } from '../issue/write-issues.ts'
import { benchSite } from './bench-site.ts'
import { findMacro } from './find-macros.ts'
import { readGiven, valuesFor } from './given-values.ts'

export interface MacroRunOptions extends TargetFlags {
  /** `NAME=VALUE` each. */
  readonly set?: readonly string[]
  readonly dryRun?: boolean
}

/** What the person who wrote the macro has to put right is no fault of the program. */
const toError = (problem: unknown): unknown =>
  problem instanceof MacroMistake
    ? new AppError(
        'bad-value',
        `Nothing was done to it: ${problem.message}`,
        'Correct the macro, or leave the issue out',
      )
    : problem

/** `macro run NAME KEY…`: an issue for which one action cannot be done is left alone as a whole. */
export const runMacroRun = async (
  context: CommandContext,
  name: string,
  keys: readonly string[],
  options: MacroRunOptions,
): CommandResult => {
  const { output, environment, signal } = context
  const macro = await findMacro(environment, name)
  const given = readGiven(macro, options.set ?? [])
  const today = dayOf(Date.now())
  const sites = new WeakMap<Bench, Promise<MacroSite>>()
  const siteOf = (bench: Bench): Promise<MacroSite> => {
    const known = sites.get(bench) ?? benchSite(bench)
    sites.set(bench, known)
    return known
  }
  return writeIssues(context, {
    action: 'macro',
    targets: { ...options, keys },
    needs: 'detail',
    isDry: options.dryRun === true,
    prepare: async (bench, { key, issue }) => {
      if (issue === undefined)
        throw new AppError('not-in-copy', `The local copy does not know ${key}`, 'Leave --offline away')
      const site = await siteOf(bench)
      const values = await valuesFor(site, issue, { macro, given, today })
      const [planned] = await planMacro(site, [issue], { steps: macro.steps, ...values, today, signal })
      if (planned === undefined || planned.problem !== undefined) throw toError(planned?.problem)
      // There may be nobody at a browser here.
      if (!output.json) for (const url of planned.opens) output.note(`${key}: ${url}`)
      return planned.operations
    },
  })
}
