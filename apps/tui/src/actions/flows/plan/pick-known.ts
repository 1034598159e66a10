import type { App, SiteSession } from '../../../app/app.ts'
import { presentError } from '../../../present-error.ts'
import { withItems } from '../../../screens/modals/picker.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { changeModal } from '../../../state/state.ts'
import { type PickOptions, pick } from '../pick.ts'

interface KnownPick<T> extends Omit<PickOptions, 'items'> {
  /** Lists of the site, each of which gives some of what is offered. */
  readonly catalogues: readonly string[]
  /** What is offered, of the lists that are there. */
  readonly items: (lists: readonly T[]) => readonly PickerItem[]
}

/** Asks the site for its lists anew; of those that it does not give, what the copy has. Throws when there is none at all. */
const ask = async <T>({ catalogue, replica }: SiteSession, names: readonly string[]): Promise<readonly T[]> => {
  const answers = await Promise.allSettled(names.map((name) => catalogue(name, { fresh: true })))
  const lists = answers.map(
    (answer, at) =>
      (answer.status === 'fulfilled' ? answer.value : replica.catalogue(names[at] ?? '')) as T | undefined,
  )
  const found = lists.filter((list) => list !== undefined)
  const [refused] = answers
  if (found.length === 0 && refused?.status === 'rejected') throw refused.reason
  return found
}

/** Opens a picker with what the copy knows of the site's lists, and brings it up to date when the site has answered. */
export const pickKnown = <T>(app: App, session: SiteSession, { catalogues, items, ...options }: KnownPick<T>): void => {
  const known = catalogues
    .map((name) => session.replica.catalogue(name) as T | undefined)
    .filter((list) => list !== undefined)
  const load = async () => items(await ask<T>(session, catalogues))
  if (known.length < catalogues.length) {
    pick(app, { ...options, items: load })
    return
  }
  const modal = pick(app, { ...options, items: items(known), isAsked: true })
  void load().then(
    (found) => app.store.update((state) => changeModal(state, modal, 'picker', (picker) => withItems(picker, found))),
    (error: unknown) => {
      // What the copy has stands there already, or was chosen from.
      const isOpen = app.store.get().modals.some(({ id }) => id === modal)
      if (isOpen) app.toast('info', `As the copy has it: ${presentError(error, {}).what}`)
    },
  )
}

/** The projects of issues, each once. */
export const projectsOf = (issues: readonly { readonly project: { readonly key: string } }[]): readonly string[] => [
  ...new Set(issues.map(({ project }) => project.key)),
]

/** `PAY-1`, or `12 issues`. */
export const subjectOf = (issues: readonly { readonly key: string }[]): string =>
  issues.length === 1 ? (issues[0]?.key ?? '') : `${issues.length} issues`
