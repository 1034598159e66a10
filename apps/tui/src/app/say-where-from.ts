import { changeBook } from '../actions/flows/views/change-book.ts'
import type { FoundViews } from '../session/views/view-keeper.ts'
import type { App } from './app.ts'

/** Says what is wrong with the files of the folder, and once for each of them that views come from there. */
export const sayWhereFrom = (app: App, { kept: { book, folder }, problems }: FoundViews): void => {
  const [problem] = problems
  if (problem !== undefined)
    app.toast('warn', problems.length === 1 ? problem : `${problem} · ${problems.length - 1} more`)
  const files = [...new Set(folder.flatMap(({ file }) => (file === undefined ? [] : [file])))]
  const fresh = files.filter((file) => !book.seen.includes(file))
  if (fresh.length === 0) return
  const count = folder.filter(({ file }) => file !== undefined && fresh.includes(file)).length
  if (problem === undefined)
    app.toast('info', `${count} ${count === 1 ? 'view comes' : 'views come'} from ${fresh.join(' and ')}`)
  changeBook(app, (known) => ({ ...known, seen: [...known.seen, ...fresh].slice(-200) }))
}

/** Says which sites a view is over that are not saved here, so that nobody takes what is shown for all of it. */
export const sayMissing = (app: Pick<App, 'toast'>, view: string | undefined, missing: readonly string[]): void => {
  const last = missing.at(-1)
  if (last === undefined) return
  const names = missing.length === 1 ? last : `${missing.slice(0, -1).join(', ')} or ${last}`
  app.toast('warn', `${view ?? 'This view'} is over more sites: no Jira called ${names} is saved here`)
}
