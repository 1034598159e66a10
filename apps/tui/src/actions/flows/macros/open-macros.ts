import type { Issue } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../../app/app.ts'
import { holdKeys } from '../../../app/hold-keys.ts'
import { showChords } from '../../../input/chord.ts'
import type { Macro, MacroProblem } from '../../../macros/macro.ts'
import { ownMacros } from '../../../macros/own-macros.ts'
import { stepWords } from '../../../macros/step-words.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { keyedMacros } from '../../macro-keys.ts'
import { pick } from '../pick.ts'
import { runMacro } from './run-macro.ts'

const problemItem = ({ name, what }: MacroProblem): PickerItem => ({
  id: `problem/${name}`,
  label: `${name}: ${what}`,
  disabled: 'has a mistake',
})

/** Offers the macros of the person's own and those that folders share; Enter runs one, Ctrl-O shows its plan first. */
export const openMacros = async (app: App, session: SiteSession, issues: readonly Issue[]): Promise<void> => {
  const { config } = app.store.get()
  const own = ownMacros(config)
  const shelf = app.shell.macros
  const shared = shelf === undefined ? { macros: [], problems: [] } : await holdKeys(app, shelf.shared())
  const names = new Set(own.macros.map(({ name }) => name))
  const offered = [...own.macros, ...shared.macros.filter(({ name }) => !names.has(name))]
  const problems = [...own.problems, ...shared.problems]
  if (offered.length === 0 && problems.length === 0)
    return app.toast('info', 'There are no macros yet · M records what you do as one')
  const table = app.actions.filter(({ id }) => !id.startsWith('macro.run.'))
  const { clashes } = keyedMacros(table, config)
  const macros = new Map(offered.map((macro) => [macro.name, macro]))
  const run = (id: string | undefined, dry: boolean): void => {
    const macro = macros.get(id ?? '')
    if (macro !== undefined) runMacro({ app, session, issues, macro, dry })
  }
  const modal = pick(app, {
    title: issues.length === 1 ? `Macro for ${issues[0]?.key}` : `Macro for ${issues.length} issues`,
    placeholder: 'type to narrow · Ctrl-O shows the plan first',
    items: [...offered.map((macro) => itemOf(macro, clashes.get(macro.name))), ...problems.map(problemItem)],
    onMore: (id) => {
      app.close(modal)
      run(id, true)
    },
    onPick: ([id]) => run(id, false),
  })
}

/** What it does and its key, or whose that is. */
const itemOf = ({ name, key, steps }: Macro, clash: string | undefined): PickerItem => {
  const [first = '', ...more] = steps.map(stepWords)
  const words = `${first}${more.length > 0 ? ` +${more.length}` : ''}`
  if (clash !== undefined) return { id: name, label: `${name} · ${clash}` }
  return { id: name, label: name, detail: key.length === 0 ? words : `${words}  ${showChords(key)}` }
}
