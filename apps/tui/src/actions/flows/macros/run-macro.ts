import { qualify } from '@mmd/replica'
import type { SiteSession } from '../../../app/app.ts'
import { bySite } from '../../../app/members.ts'
import type { Macro } from '../../../macros/macro.ts'
import { type PlannedIssue, planMacro } from '../../../macros/plan-macro.ts'
import { MacroMistake } from '../../../macros/read-step.ts'
import { screenWords } from '../../../present-error.ts'
import { type BulkRow, isDoable } from '../../../screens/macros/bulk-modal.ts'
import { openBulk, waysOf, wordsOf } from '../bulk/open-bulk.ts'
import { performAll } from '../perform.ts'
import { type Answers, askVariables } from './ask-variables.ts'
import { dayOf, type MacroRun } from './macro-run.ts'
import { macroSite } from './site-of-session.ts'

/** Asks for its variables, finds out what it would do, and does it: for several issues, and where something cannot be done, after the plan. */
export const runMacro = (run: MacroRun): void =>
  askVariables(run, (answers) => void planAndRun(run, answers).catch((error: unknown) => run.app.fail(error)))

const problemWords = (error: unknown): string => (error instanceof MacroMistake ? error.message : screenWords(error))

const toRow = (session: SiteSession, planned: PlannedIssue, qualified: PlannedIssue['key']): BulkRow => {
  const operations = planned.operations.map((operation) => ({ ...operation, key: qualified }))
  const opens = planned.opens.map((url) => `open ${url}`)
  return {
    key: qualified,
    operations,
    words: [wordsOf(operations), ...opens].filter((words) => words !== '').join(', '),
    problem: planned.problem === undefined ? null : problemWords(planned.problem),
    ...waysOf(session, operations),
    opens: planned.opens,
  }
}

const planRows = async (
  { app, session, issues, macro }: MacroRun,
  { texts, people }: Answers,
  signal: AbortSignal,
): Promise<readonly BulkRow[]> => {
  const groups = session.members === undefined ? [{ session, issues }] : bySite(session, issues)
  const today = dayOf(app.shell.now())
  const rows = await Promise.all(
    groups.map(async (group) => {
      const site = macroSite(app, group.session, signal)
      const planned = await planMacro(site, group.issues, { steps: macro.steps, given: texts, people, today, signal })
      return planned.map((one) =>
        toRow(session, one, group.session === session ? one.key : qualify(group.session.site.name, one.key)),
      )
    }),
  )
  const byKey = new Map(rows.flat().map((row) => [row.key, row]))
  return issues.flatMap(({ key }) => byKey.get(key) ?? [])
}

const planAndRun = async (run: MacroRun, answers: Answers): Promise<void> => {
  const { app, session, issues, macro, dry } = run
  const abort = new AbortController()
  const busy = { cancel: (): void => abort.abort() }
  const lines = [`Looking up what it does to ${issues.length === 1 ? issues[0]?.key : `${issues.length} issues`}…`]
  const waiting = app.open({ kind: 'message', title: macro.name, tone: 'info', lines, top: 0, busy })
  let rows: readonly BulkRow[]
  try {
    rows = await planRows(run, answers, abort.signal)
  } catch (error) {
    if (abort.signal.aborted) return
    throw error
  } finally {
    app.close(waiting)
  }
  if (abort.signal.aborted) return
  const [only] = rows
  const done = `changed by ${macro.name}`
  const isPlain = !dry && rows.length === 1 && only !== undefined && only.problem === null && only.closed === null
  if (!isPlain) return openBulk({ app, session, title: titleOf(macro, rows), done, rows })
  if (!isDoable(only)) return app.toast('info', `${macro.name}: ${only.key} is so already`)
  for (const url of only.opens) void app.shell.openBrowser(url)
  performAll(app, session, only.operations, done)
}

const titleOf = ({ name }: Macro, rows: readonly BulkRow[]): string =>
  `${name} on ${rows.length === 1 ? rows[0]?.key : `${rows.length} issues`}`
