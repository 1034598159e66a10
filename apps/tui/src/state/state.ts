import type { Site } from '@mmd/auth'
import type { IssueKey } from '@mmd/jira-api'
import { type Config, defaultConfig } from '../config/config.ts'
import type { InboxState } from '../inbox/inbox-state.ts'
import { nothingPending, type PendingKeys } from '../input/dispatcher.ts'
import type { Performed } from '../macros/record-steps.ts'
import { type KeptViews, noSources, type ViewSources } from '../session/views/all-views.ts'
import type { OfferedKind } from '../session/views/offered-kinds.ts'
import type { BoardView } from './board.ts'
import { type IssueScreen, initialIssueScreen } from './issue-screen.ts'
import { emptyList, type ListState } from './list.ts'
import type { Modal } from './modal.ts'
import type { ListView } from './view.ts'

export type PaneName = 'views' | 'list' | 'preview'

export interface Toast {
  readonly id: number
  readonly tone: 'info' | 'good' | 'warn' | 'bad'
  readonly text: string
}

/** What only the screen knows. What Jira knows lives in the replica. */
export interface AppState {
  readonly size: { readonly columns: number; readonly rows: number }
  /** The site on screen; `null` shows the welcome screen. */
  readonly site: Site | null
  readonly welcomeCursor: number
  readonly focus: PaneName
  readonly views: readonly ListView[]
  readonly activeView: string
  /** The first line of the views on screen, and the heading of a folded kind that the cursor went to from the view on screen. */
  readonly viewsPane: {
    readonly top: number
    readonly heading: { readonly name: string; readonly besides: string } | null
    /** Kinds of views that the site has; those of which none is kept are a heading alone. */
    readonly offered: readonly OfferedKind[]
  }
  readonly lists: Readonly<Record<string, ListState>>
  /** First line of the preview on screen, for the issue that it shows. */
  readonly preview: { readonly key: IssueKey | null; readonly top: number }
  /** Columns that the user gave or took: views pane, preview pane. */
  readonly resize: { readonly views: number; readonly preview: number }
  /** The preview fills the screen. */
  readonly zoomed: boolean
  /** An issue that one has gone to by its key: shown zoomed instead of the one under the cursor, until one goes back. */
  readonly visited: IssueKey | null
  readonly issue: IssueScreen
  /** Of boards, by the id of their view. */
  readonly boards: Readonly<Record<string, BoardView>>
  /** The inbox over the view on screen; null: closed. */
  readonly inbox: InboxState | null
  readonly modals: readonly Modal[]
  readonly pending: PendingKeys
  readonly toast: Toast | null
  /** What was performed since a macro is recorded; null: none is. */
  readonly recording: readonly Performed[] | null
  /** The person's choices, as they are now. */
  readonly config: Config
  /** What is kept of views, and those that the folder has. */
  readonly kept: KeptViews
}

export const initialState = (
  size: AppState['size'],
  config: Config = defaultConfig,
  kept: KeptViews = noSources,
): AppState => ({
  size,
  site: null,
  welcomeCursor: 0,
  focus: 'list',
  views: [],
  activeView: '',
  viewsPane: { top: 0, heading: null, offered: [] },
  lists: {},
  preview: { key: null, top: 0 },
  resize: {
    views: config.layout.views - defaultConfig.layout.views + kept.book.panes.views,
    preview: config.layout.preview + kept.book.panes.preview,
  },
  zoomed: false,
  visited: null,
  issue: initialIssueScreen,
  boards: {},
  inbox: null,
  modals: [],
  pending: nothingPending,
  toast: null,
  recording: null,
  config,
  kept,
})

/** Where views come from now. */
export const sourcesOf = ({ kept, config }: Pick<AppState, 'kept' | 'config'>): ViewSources => ({
  ...kept,
  config: config.views,
})

export const activeList = (state: AppState): ListState => state.lists[state.activeView] ?? emptyList

export const withActiveList = (state: AppState, change: (list: ListState) => ListState): AppState => {
  const list = activeList(state)
  const next = change(list)
  return next === list ? state : { ...state, lists: { ...state.lists, [state.activeView]: next } }
}

export const topModal = (state: AppState): Modal | undefined => state.modals.at(-1)

export const pushModal = (state: AppState, modal: Modal): AppState => ({
  ...state,
  modals: [...state.modals, modal],
  pending: nothingPending,
})

export const closeModal = (state: AppState, id: number): AppState => ({
  ...state,
  modals: state.modals.filter((modal) => modal.id !== id),
})

/** Changes the modal with this id, if it is still open and of this kind. */
export const changeModal = <K extends Modal['kind']>(
  state: AppState,
  id: number,
  kind: K,
  change: (modal: Extract<Modal, { kind: K }>) => Extract<Modal, { kind: K }>,
): AppState => ({
  ...state,
  modals: state.modals.map((modal) =>
    modal.id === id && modal.kind === kind ? change(modal as Extract<Modal, { kind: K }>) : modal,
  ),
})
