import type { Site } from '@mmd/auth'
import { isAppError } from '../../config/app-error.ts'
import type { ExitCode } from '../../present-error.ts'
import { chooseSite, openBook, openSecrets } from '../../session/open-book.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { describeServer } from '../site/site-json.ts'
import type { CheckResult, Group } from './check.ts'
import { machineChecks, siteChecks } from './checks.ts'
import { once } from './once.ts'
import { toReportJson } from './report/json.ts'
import { headingLines, type Look, resultLines, summaryLine } from './report/lines.ts'
import { createProgress } from './report/progress.ts'
import { runChecks } from './run-checks.ts'
import { createSubject, type Machine } from './subject.ts'
import { isUtf8 } from './terminals.ts'

/** Wider lines are harder to read than shorter ones. */
const [usualWidth, widest] = [80, 100]

const lookOf = ({ environment, output }: CommandContext): Look => ({
  paint: output.paint,
  width: Math.min(widest, output.width ?? usualWidth),
  // A pipe ends somewhere else, where UTF-8 is the rule.
  utf8: !environment.isTerminal.stdout || isUtf8(environment.terminalVariables, environment.programs.platform),
})

/** The site that is meant; undefined when none is saved yet: then this machine alone is looked at. */
const findSite = async (
  { environment, globals }: CommandContext,
  name: string | undefined,
): Promise<Site | undefined> => {
  try {
    return await chooseSite(environment, await openBook(environment), name ?? globals.site)
  } catch (error) {
    if (isAppError(error, 'no-site')) return undefined
    throw error
  }
}

const titleOf = (group: Group, site: Site | undefined): string =>
  group === 'Jira' && site?.product === 'confluence' ? 'Confluence' : group

/** Prints each result as it comes, under the heading of its part. */
const createPrinter = (
  { output }: CommandContext,
  look: Look,
  site: Site | undefined,
): ((result: CheckResult) => void) => {
  let group: Group | undefined
  return (result) => {
    if (result.check.group !== group) {
      const isFirst = group === undefined && site === undefined
      for (const line of headingLines(titleOf(result.check.group, site), look, isFirst)) output.line(line)
      group = result.check.group
    }
    for (const line of resultLines(result, look)) output.line(line)
  }
}

const exitOf = (results: readonly CheckResult[]): ExitCode | undefined => {
  for (const { verdict } of results) if (verdict.state === 'failed') return verdict.exit
  return undefined
}

/** `doctor`: looks at this machine and at a site, step by step. Gives the exit code of the first failure. */
export const runDoctor = async (context: CommandContext, name: string | undefined): CommandResult => {
  const { environment, output, log, signal, countRequest } = context
  const site = await findSite(context, name)
  if (site !== undefined) context.asking(site.name)
  const look = lookOf(context)
  const print = output.json ? () => undefined : createPrinter(context, look, site)
  const { stderr, isTerminal } = environment
  const progress = createProgress(isTerminal.stderr ? (text) => void stderr.write(text) : undefined)
  if (!output.json && site !== undefined) {
    output.line(`${output.paint('bold', site.name)}  ${site.baseUrl}  ${describeServer(site)}, ${site.method}`)
  }
  const ports = {
    signal,
    now: () => performance.now(),
    onStart: ({ doing }: { readonly doing: string }) => progress.start(doing),
    onDone: (result: CheckResult) => {
      progress.stop()
      print(result)
    },
    onUnexpected: (error: unknown) => log.error('a check of the doctor failed', { error }),
    blocked: new Map<string, string>(),
  }
  const machine: Machine = { environment, signal, secrets: once(() => openSecrets(environment)) }
  try {
    const ofMachine = await runChecks(machineChecks, machine, ports)
    const ofSite =
      site === undefined
        ? []
        : await runChecks(siteChecks, createSubject({ ...machine, site, onRequest: countRequest }), ports)
    const results = [...ofMachine, ...ofSite]
    if (output.json) output.value(toReportJson(site?.name ?? null, results))
    else {
      output.line('')
      output.line(summaryLine(results, look))
      if (site === undefined) output.note('No site is saved, so only this machine was looked at: mmd-tui site add URL')
    }
    return exitOf(results)
  } finally {
    progress.stop()
  }
}
