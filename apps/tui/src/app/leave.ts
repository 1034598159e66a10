import type { EngineState, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from './app.ts'

export interface LeaveOptions {
  readonly app: App
  readonly sessions: () => Iterable<SiteSession>
  /** Ends the screen. */
  readonly leave: (exitCode: number) => void
}

/** What is being sent may take this long, ms; it is kept whatever comes of it. */
const longest = 3000

/** The sender is at work, or is about to be: in any other state nothing is sent that one could wait for. */
const goesOn: ReadonlySet<EngineState['sender']> = new Set(['idle', 'sending'])

const changes = (count: number): string => `${count} change${count === 1 ? '' : 's'}`

/**
 * How the program is left: what is being sent is waited for, everything else is kept and said where it can be. Asking to leave a
 * second time leaves at once.
 */
export const createLeave = ({ app, sessions, leave }: LeaveOptions): ((exitCode: number) => void) => {
  let leaving = false

  const sending = (): readonly Promise<unknown>[] =>
    [...sessions()]
      .filter(({ replica }) => goesOn.has(replica.engineState().sender))
      .flatMap(({ replica }) =>
        replica
          .operations()
          .filter(({ state }) => state === 'pending')
          .map(({ id }) => replica.settled(id)),
      )

  return (exitCode) => {
    const under = leaving ? [] : sending()
    if (under.length === 0) return leave(exitCode)
    leaving = true
    const cancel = (): void => {
      leaving = false
    }
    const lines = [`Sending ${changes(under.length)} before leaving…`]
    const modal = app.open({ kind: 'message', title: 'Leaving', tone: 'info', lines, top: 0, busy: { cancel } })
    const patience = new Promise((resolve) => void setTimeout(resolve, longest).unref())
    void Promise.race([Promise.allSettled(under), patience]).then(() => {
      if (!leaving) return
      leaving = false
      app.close(modal)
      leave(exitCode)
    })
  }
}

/** What the person should know after the screen is gone; empty when nothing is left. */
export const leftWords = (sessions: Iterable<SiteSession>): readonly string[] =>
  [...sessions].flatMap(({ site, replica }) => {
    const open = replica.operations()
    const countOf = (wanted: OperationRecord['state']): number => open.filter(({ state }) => state === wanted).length
    const [waits, refused, conflicts] = [countOf('pending'), countOf('failed'), countOf('conflict')]
    const shown = (count: number, words: string): string =>
      `${site.name}: ${changes(count)} ${words}; O shows ${count === 1 ? 'it' : 'them'} at the next start`
    return [
      ...(waits === 0 ? [] : [`${site.name}: ${changes(waits)} not sent yet; kept, and sent at the next start`]),
      ...(refused === 0 ? [] : [shown(refused, 'not taken')]),
      ...(conflicts === 0 ? [] : [shown(conflicts, 'in conflict')]),
    ]
  })
