import type { Wait } from '@mmd/jira-api'
import type { CommandContext } from '../invocation.ts'

/** So long a wait is nobody's business, ms. */
const patience = 1_000

/** A line of progress may stand where this one begins. */
const eraseLine = '\r\u001B[K'

const inWords = (milliseconds: number): string => {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000))
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}

/** The hour on the clock of this machine: `22:04:31`. */
const hourOf = (time: number): string => new Date(time).toTimeString().slice(0, 8)

/**
 * A listener for the waits at one site that says so on standard error, once for each, where one lasts more than a second: until
 * when, and how one gets out of it. With `--json` only people are told: programs read the error there.
 */
export const createWaitNotice = (
  { output, environment }: Pick<CommandContext, 'output' | 'environment'>,
  site: string,
): ((waits: readonly Wait[]) => void) => {
  let until: number | undefined
  let told = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const isTerminal = environment.isTerminal.stderr
  const tell = (): void => {
    timer = undefined
    const now = Date.now()
    // Nearly over, or the same wait again: what was turned away now stands in the line of its host.
    if (until === undefined || until < Math.max(now, told) + patience) return
    told = until
    const words = `${site} asks to wait until ${hourOf(until)} (${inWords(until - now)}); Ctrl-C cancels`
    output.note(isTerminal ? `${eraseLine}${words}` : words)
  }
  return (waits) => {
    if (output.json && !isTerminal) return
    // What is only spaced out goes on by and by.
    const times = waits.flatMap((wait) => (wait.why === 'near-limit' ? [] : (wait.until ?? [])))
    until = times.length === 0 ? undefined : Math.min(...times)
    if (until === undefined) {
      clearTimeout(timer)
      timer = undefined
    } else timer ??= setTimeout(tell, patience).unref()
  }
}
