import type { App, SiteSession } from '../../../app/app.ts'

/**
 * Says that something is being looked up for several issues, and goes on with what was found unless that was given up. What it
 * throws is said.
 */
export const lookThen = async <T>(
  app: App,
  session: SiteSession,
  { title, line }: { readonly title: string; readonly line: string },
  look: () => Promise<T>,
  then: (found: T) => void,
): Promise<void> => {
  let isGivenUp = false
  const busy = {
    cancel: (): void => {
      isGivenUp = true
    },
  }
  const waiting = app.open({ kind: 'message', title, tone: 'info', lines: [line], top: 0, busy })
  try {
    const found = await look()
    // What comes next is open before this is closed: with none open the next of several sites would have its turn.
    if (!isGivenUp) then(found)
  } catch (error) {
    if (!isGivenUp) app.fail(error, session.site)
  } finally {
    app.close(waiting)
  }
}
