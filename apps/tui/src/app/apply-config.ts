import type { Config } from '../config/config.ts'
import type { ConfigProblem } from '../config/problem.ts'
import type { App } from './app.ts'
import { viewsAgain } from './views-again.ts'

/** Lets other choices hold from now on, views of the file among them. What was resized by hand goes back to them only where they changed. */
export const applyConfig = (app: App, config: Config): void =>
  app.store.update((state) => {
    const { layout } = state.config
    const resize = {
      views: state.resize.views + config.layout.views - layout.views,
      preview: state.resize.preview + config.layout.preview - layout.preview,
    }
    const next = { ...state, config, resize }
    // Without a site there are no views yet; it comes with those that are configured then.
    return config.views === state.config.views || state.site === null ? next : viewsAgain(next)
  })

/** Says that the file has mistakes, the first of them in words. */
export const tellProblems = (app: App, file: string, problems: readonly ConfigProblem[]): void => {
  const [first, ...more] = problems
  if (first === undefined) return
  const others = more.length === 0 ? '' : ` · ${more.length} more`
  app.toast('warn', `${file}:${first.line}:${first.column} ${first.what} · ${first.todo}${others}`)
}
