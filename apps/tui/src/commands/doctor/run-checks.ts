import { presentError } from '../../present-error.ts'
import type { Check, CheckResult } from './check.ts'
import { failed, skipped, type Verdict } from './verdict.ts'
import { sentence } from './words.ts'

/** Whom the runner tells; both are called in the order of the checks. */
export interface RunPorts {
  readonly signal: AbortSignal
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number
  readonly onStart: (check: Pick<Check<never>, 'doing'>) => void
  readonly onDone: (result: CheckResult) => void
  /** Told of an error that no check thought of. */
  readonly onUnexpected: (error: unknown) => void
}

/** Checks that failed, or that could not be run because of one that did, by id, with their titles. */
export type Blocked = Map<string, string>

const unexpected = (error: unknown): Verdict => {
  const { what, hint, exitCode } = presentError(error)
  return failed(exitCode, { found: 'could not be checked', problem: sentence(what), remedy: hint, who: 'you' })
}

/**
 * Runs checks one after the other. One that needs a check in `blocked` is skipped, and named there itself with the check
 * that is to blame. Throws what the signal was aborted with.
 */
export const runChecks = async <S>(
  checks: readonly Check<S>[],
  subject: S,
  { blocked, signal, now, onStart, onDone, onUnexpected }: RunPorts & { readonly blocked: Blocked },
): Promise<readonly CheckResult[]> => {
  const results: CheckResult[] = []
  for (const check of checks) {
    signal.throwIfAborted()
    const culprit = check.needs.map((id) => blocked.get(id)).find((title) => title !== undefined)
    const started = now()
    let verdict: Verdict
    if (culprit === undefined) {
      onStart(check)
      try {
        verdict = await check.run(subject)
      } catch (error) {
        signal.throwIfAborted()
        onUnexpected(error)
        verdict = unexpected(error)
      }
      if (verdict.state === 'failed') blocked.set(check.id, check.title)
    } else {
      verdict = skipped(`needs “${culprit}” first`)
      blocked.set(check.id, culprit)
    }
    const result = { check, verdict, ms: Math.round(now() - started) }
    results.push(result)
    onDone(result)
  }
  return results
}
