import type { Site } from '@mmd/auth'
import type { SiteClient } from '@mmd/jira-api'
import type { Replica } from '@mmd/replica'
import type { Action } from '../actions/action.ts'
import type { Modal } from '../state/modal.ts'
import type { AppState, Toast } from '../state/state.ts'
import type { Store } from '../state/store.ts'

/** One open site: its client (which works on another thread) and its local copy. */
export interface SiteSession {
  readonly site: Site
  readonly client: SiteClient
  readonly replica: Replica
  /** HTTP requests made so far. */
  readonly requests: () => number
  readonly close: () => Promise<void>
}

/** What the screen asks of the world outside; joined in `start.tsx`. */
export interface Shell {
  readonly openBrowser: (url: string) => Promise<boolean>
  /** Puts text on the clipboard by OSC 52, which also works over SSH. */
  readonly copy: (text: string) => void
  readonly setTitle: (title: string) => void
  readonly listSites: () => Promise<readonly Site[]>
  readonly openSession: (site: Site) => SiteSession
  readonly issueUrl: (site: Site, key: string) => string
  readonly now: () => number
  /** Paints everything anew. */
  readonly redraw: () => void
}

type ModalDraft = { [K in Modal['kind']]: Omit<Extract<Modal, { kind: K }>, 'id'> }[Modal['kind']]

/** What actions and screens work with. One object for the whole run. */
export interface App {
  readonly store: Store<AppState>
  readonly shell: Shell
  /** The whole action table. */
  readonly actions: readonly Action[]
  /** The site on screen. */
  readonly session: () => SiteSession | null
  /** Shows the site: its session stays open when another one is shown. */
  readonly showSite: (site: Site, view?: string) => Promise<void>
  readonly open: (modal: ModalDraft) => number
  readonly close: (id: number) => void
  readonly toast: (tone: Toast['tone'], text: string) => void
  /**
   * Says what went wrong and what to do; opens a sign-in when that is what is needed. `site` is whose error it is, when
   * that may have left the screen meanwhile.
   */
  readonly fail: (error: unknown, site?: Site) => void
  readonly signIn: (site: Site) => void
  readonly addSite: () => void
  readonly demo: () => void
  /** Leaves; `ask` false is for signals, which nobody answers for. */
  readonly quit: (exitCode?: number, ask?: boolean) => void
}
