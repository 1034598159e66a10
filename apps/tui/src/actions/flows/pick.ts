import type { App } from '../../app/app.ts'
import { emptyBuffer } from '../../input/text-edit.ts'
import { presentError } from '../../present-error.ts'
import { confirmHurried } from '../../screens/modals/picker.ts'
import type { PickerItem, PickerModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'

export interface PickOptions {
  readonly title: string
  readonly placeholder?: string
  /** Items at once, or from the site. */
  readonly items: readonly PickerItem[] | (() => Promise<readonly PickerItem[]>)
  /** The site is asked for these items anew. */
  readonly isAsked?: boolean
  /** Ids that are chosen at first; with it, many may be chosen. */
  readonly chosen?: ReadonlySet<string>
  /** They are added to what there is: Enter takes what is under the cursor where nothing else was chosen. */
  readonly adds?: true
  readonly creatable?: boolean
  readonly meant?: PickerModal['meant']
  readonly onQuery?: (query: string, modal: number) => void
  readonly onEnd?: PickerModal['onEnd']
  readonly onMore?: PickerModal['onMore']
  readonly onCancel?: () => void
  readonly onPick: (ids: readonly string[], query: string) => void
}

/** Opens a picker; when its items come from the site it shows at once that they are being fetched. */
export const pick = (app: App, options: PickOptions): number => {
  const { items } = options
  const modal = app.open({
    kind: 'picker',
    title: options.title,
    query: emptyBuffer,
    placeholder: options.placeholder ?? 'type to narrow',
    items: typeof items === 'function' ? [] : items,
    cursor: 0,
    phase: typeof items === 'function' ? 'loading' : 'ready',
    error: null,
    chosen: options.chosen ?? null,
    creatable: options.creatable ?? false,
    isAsked: options.isAsked ?? typeof items === 'function',
    ...(options.adds === undefined ? {} : { adds: true }),
    ...(options.meant === undefined ? {} : { meant: options.meant }),
    ...(options.onQuery === undefined ? {} : { onQuery: options.onQuery }),
    ...(typeof items === 'function' ? { onReload: (id: number) => load(app, id, items) } : {}),
    ...(options.onEnd === undefined ? {} : { onEnd: options.onEnd }),
    ...(options.onMore === undefined ? {} : { onMore: options.onMore }),
    ...(options.onCancel === undefined ? {} : { onCancel: options.onCancel }),
    onPick: options.onPick,
  })
  if (typeof items === 'function') load(app, modal, items)
  return modal
}

/** Fills the picker with what the site gives, or says why that did not work. */
const load = (app: App, modal: number, items: () => Promise<readonly PickerItem[]>): void => {
  app.store.update((state) =>
    changeModal(state, modal, 'picker', (picker) => ({ ...picker, phase: 'loading', error: null })),
  )
  void items().then(
    (found) => {
      app.store.update((state) =>
        changeModal(state, modal, 'picker', (picker) => ({ ...picker, items: found, phase: 'ready' })),
      )
      confirmHurried(app, modal)
    },
    (error: unknown) => {
      const { what } = presentError(error, {})
      app.store.update((state) =>
        changeModal(state, modal, 'picker', (picker) => ({ ...picker, phase: 'failed', error: what })),
      )
    },
  )
}
