import type { App } from './app.ts'
import type { Surroundings } from './surroundings.ts'

/** Starts the demo's Jira inside this program and signs in to it, from the welcome screen. */
export const enterDemo = async (app: App, surroundings: Surroundings): Promise<void> => {
  const running = surroundings.demo()
  if (running !== undefined) return app.signIn(running.site)
  const lines = ['Starting a Jira with 400 issues inside this program…']
  let cancelled = false
  const cancel = (): void => {
    cancelled = true
  }
  const waiting = app.open({ kind: 'message', title: 'Demo', tone: 'info', lines, top: 0, busy: { cancel } })
  try {
    const { startDemo } = await import('../demo/start-demo.ts')
    const demo = await startDemo(surroundings.own)
    if (cancelled) {
      await demo.close()
      return
    }
    surroundings.setDemo(demo)
    app.signIn(demo.site)
  } catch (error) {
    app.fail(error)
  } finally {
    app.close(waiting)
  }
}
