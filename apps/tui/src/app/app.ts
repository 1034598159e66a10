import type { SignInMethod, Site } from '@mmd/auth'
import type { IssueKey, SiteClient, Transition } from '@mmd/jira-api'
import type { FetchedPart, Replica, StoreOpening } from '@mmd/replica'
import type { Action } from '../actions/action.ts'
import type { Edited, EditorOptions } from '../editor/open-in-editor.ts'
import type { Graphics } from '../images/graphics/graphics.ts'
import type { ReadMacros } from '../macros/macro.ts'
import type { NameList } from '../session/kept-names.ts'
import type { ViewBook } from '../session/views/view-book.ts'
import type { Modal } from '../state/modal.ts'
import type { AppState, Toast } from '../state/state.ts'
import type { Store } from '../state/store.ts'
import type { Clock } from './clock.ts'
import type { Said } from './toasts.ts'

/** One open site: its client (which works on another thread) and its local copy. */
export interface SiteSession {
  readonly site: Site
  readonly client: SiteClient
  readonly replica: Replica
  /** The sites whose rows these are, where several are shown as one list: then `replica` has qualified keys. */
  readonly members?: readonly SiteSession[]
  /** What became of the copy when it was opened. */
  readonly opened: StoreOpening
  /** What can be done to an issue's status; offline, what issues like it were offered before. */
  readonly transitions: (key: IssueKey) => Promise<readonly Transition[]>
  /** Fetches a part of an issue that costs a request of its own into the copy. */
  readonly openPart: (key: IssueKey, part: FetchedPart) => Promise<void>
  /** A list of the site that seldom changes, out of the copy or asked for when that has none of today. */
  readonly catalogue: (name: string, options?: { readonly fresh?: boolean }) => Promise<unknown>
  /** HTTP requests made so far. */
  readonly requests: () => number
  /** What had to be waited for is there: the outbox goes on. */
  readonly wake: () => Promise<void>
  /** Calls from now on go by other settings of the site; what is under way ends as it began, and the local copy stays. */
  readonly reconnect: (site: Site) => void
  readonly close: () => Promise<void>
}

/** Where macros come from beside the person's settings, and where new ones are kept. */
export interface MacroShelf {
  /** Of the folder that one works in and those above it. Never throws. */
  readonly shared: () => Promise<ReadMacros>
  /** Writes a macro into the person's file, and lets it hold at once. */
  readonly keep: (app: App, name: string, macro: unknown) => Promise<void>
}

/** What the screen asks of the world outside; joined in `start.ts`. */
export interface Shell {
  readonly openBrowser: (url: string) => Promise<boolean>
  /** Opens a file with the program that the system has for it; false when none could be started. */
  readonly openFile: (path: string) => Promise<boolean>
  /** Puts text on the clipboard by OSC 52, which also works over SSH. */
  readonly copy: (text: string) => void
  readonly setTitle: (title: string) => void
  readonly listSites: () => Promise<readonly Site[]>
  readonly openSession: (site: Site) => SiteSession
  /** Names that were kept, also by an earlier run; empty when none were. */
  readonly keptNames: (list: NameList) => readonly string[]
  readonly keepNames: (list: NameList, names: readonly string[]) => Promise<void>
  /** Keeps which views there are and how they look. */
  readonly keepViews: (book: ViewBook) => Promise<void>
  readonly issueUrl: (site: Site, key: string) => string
  readonly now: () => number
  /** Keeps in the log file what went wrong and nobody foresaw; the screen has room for its first line. */
  readonly logError: (what: string, error: unknown) => void
  /** Lets the person write in their own editor, which takes the place of the screen so long. */
  readonly edit: (text: string, options: EditorOptions) => Promise<Edited>
  /** Paints everything anew. */
  readonly redraw: () => void
  readonly macros?: MacroShelf
  /** Pictures drawn by the terminal; loaded with the first one. */
  readonly graphics?: (app: App) => Promise<Graphics>
}

/** What can be done with the saved sites beside showing and adding one. */
export type SiteTask =
  | { readonly kind: 'list' }
  | { readonly kind: 'join' }
  | {
      readonly kind: 'edit' | 'rename' | 'remove' | 'make-default' | 'export' | 'sign-in' | 'sign-out' | 'mint'
      readonly site: Site
    }

/** A personal access token that is to be made with the sign-in. */
export interface MintWish {
  /** The sign-in that makes it; absent: the site's own. */
  readonly by?: SignInMethod
  /** As the site lists it. */
  readonly name: string
  /** Absent: for ever, where the site allows that. */
  readonly days?: number
}

export interface SignInWish {
  /**
   * Why nobody is signed in any more, empty when there is nothing to say; for a dialog that opens by itself, which waits
   * for a key before a browser comes.
   */
  readonly why?: string
  /** What is on screen stays there, whichever site is signed in to. */
  readonly stays?: boolean
  readonly mint?: MintWish
}

type ModalDraft = { [K in Modal['kind']]: Omit<Extract<Modal, { kind: K }>, 'id'> }[Modal['kind']]

/** What actions and screens work with. One object for the whole run. */
export interface App {
  readonly store: Store<AppState>
  readonly shell: Shell
  /** Tells when what says how long ago something was may have to say something else. */
  readonly clock: Clock
  /** The whole action table, with the keys that the person gave. */
  readonly actions: readonly Action[]
  /** The site on screen. */
  readonly session: () => SiteSession | null
  /** Shows the site, at first in its default view: its session stays open when another one is shown. */
  readonly showSite: (site: Site, view?: string) => Promise<void>
  /** Shows the sites as one list; one site is shown as ever. */
  readonly showSites: (sites: readonly Site[], view?: string) => Promise<void>
  readonly open: (modal: ModalDraft) => number
  readonly close: (id: number) => void
  /** News in the footer, for a while; with `holds` no longer than it is true. */
  readonly toast: (tone: Toast['tone'], text: string, holds?: (state: AppState) => boolean) => void
  /** What was told so, the newest first. */
  readonly said: () => readonly Said[]
  /**
   * Says what went wrong and what to do; opens a sign-in when that is what is needed. `site` is whose error it is, when
   * that may have left the screen meanwhile.
   */
  readonly fail: (error: unknown, site?: Site) => void
  readonly signIn: (site: Site, wish?: SignInWish) => void
  /** Takes over what is saved of the site now; `afresh` makes an open session read its credential again. */
  readonly siteChanged: (site: Site, how?: { readonly afresh?: boolean }) => Promise<void>
  /** Goes on under the site's new name; `move` puts its copy where that belongs, while nobody has it open. */
  readonly siteRenamed: (formerly: string, site: Site, move: () => Promise<void>) => Promise<void>
  /** Ends what is open of a site that is no longer saved; when it resolves nothing of its copy is in use. */
  readonly siteRemoved: (name: string) => Promise<void>
  /** Goes on where the want of a sign-in had stopped, and sends what had waited for it. */
  readonly signedIn: (site: Site) => Promise<void>
  readonly addSite: () => void
  readonly sites: (task: SiteTask) => void
  readonly demo: () => void
  /** Opens the settings of the program. */
  readonly settings: () => void
  /** Leaves, after what is being sent just now. */
  readonly quit: (exitCode?: number) => void
}
