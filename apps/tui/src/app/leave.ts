import type { App, SiteSession } from './app.ts'

export interface LeaveOptions {
  readonly app: App
  readonly sessions: () => Iterable<SiteSession>
  /** Ends the screen. */
  readonly leave: (exitCode: number) => void
}

const changes = (count: number): string => `${count} change${count === 1 ? '' : 's'}`

/**
 * How the program is left: what is on its way is sent first, and what would be forgotten is said. Asking to leave a second time
 * leaves at once. A signal (`ask` false) waits for what is on its way, but asks nothing: nobody may be there to answer.
 */
export const createLeave = ({ app, sessions, leave }: LeaveOptions): ((exitCode: number, ask?: boolean) => void) => {
  let leaving = false

  const counted = (state: 'pending' | 'failed'): number =>
    [...sessions()].reduce(
      (sum, { replica }) => sum + replica.operations().filter((record) => record.state === state).length,
      0,
    )

  const sent = async (): Promise<void> => {
    for (const { replica } of sessions()) {
      const pending = replica.operations().filter(({ state }) => state === 'pending')
      await Promise.all(pending.map(({ id }) => replica.settled(id)))
    }
  }

  const losses = (): readonly string[] => {
    const failed = counted('failed')
    const drafts = Object.values(app.store.get().drafts).filter((text) => text.trim() !== '').length
    return [
      ...(failed === 0 ? [] : [`${changes(failed)} that the site did not take (O shows them)`]),
      ...(drafts === 0 ? [] : [`${drafts} half-written comment${drafts === 1 ? '' : 's'}`]),
    ]
  }

  const ask = (exitCode: number): void => {
    const lost = losses()
    if (lost.length === 0) return leave(exitCode)
    app.open({
      kind: 'message',
      title: 'Leave?',
      tone: 'info',
      lines: ['Leaving now forgets:', ...lost.map((line) => `  ${line}`)],
      top: 0,
      enter: { label: 'leave', run: () => leave(exitCode) },
    })
  }

  const afterSending = (exitCode: number, question: boolean): void => {
    leaving = true
    const cancel = (): void => {
      leaving = false
    }
    const lines = [`Sending ${changes(counted('pending'))} before leaving…`]
    const modal = app.open({ kind: 'message', title: 'Leaving', tone: 'info', lines, top: 0, busy: { cancel } })
    void sent()
      .catch(() => undefined)
      .then(() => {
        if (!leaving) return
        leaving = false
        app.close(modal)
        if (question) ask(exitCode)
        else leave(exitCode)
      })
  }

  return (exitCode, question = true) => {
    if (leaving) return leave(exitCode)
    if (counted('pending') > 0) afterSending(exitCode, question)
    else if (question) ask(exitCode)
    else leave(exitCode)
  }
}
