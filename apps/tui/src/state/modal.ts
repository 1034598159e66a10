import type { BadgeColour } from '@mmd/auth'
import type { FieldConflict } from '@mmd/replica'
import type { Scope } from '../actions/action.ts'
import type { TextHistory } from '../editor/undo.ts'
import type { TypedWord } from '../editor/word-at.ts'
import type { Chord } from '../input/chord.ts'
import type { TextBuffer } from '../input/text-edit.ts'
import type { FormModal } from '../screens/forms/form-modal.ts'
import type { TextPreviewModal } from '../screens/forms/text-preview.ts'
import type { JqlModal } from '../screens/jql/jql-modal.ts'
import type { BulkModal } from '../screens/macros/bulk-modal.ts'
import type { PreferencesModal } from '../screens/preferences/preferences-modal.ts'
import type { ColumnsModal } from './columns-modal.ts'
import type { PictureModal } from './picture-modal.ts'
import type { SettingsModal, SitesModal } from './site-modals.ts'

/** A key of a dialog beside its usual ones; the dialog stays open unless `run` closes it by its id. */
export interface ModalKey {
  readonly chord: Chord
  /** What it does, for the dialog's last line. */
  readonly label: string
  readonly run: (modal: number) => void
}

/** One line of a picker. `id` is handed back. */
export interface PickerItem {
  readonly id: string
  readonly label: string
  /** Quiet text at the right. */
  readonly detail?: string
  /** Not shown: other words by which it is found. */
  readonly words?: readonly string[]
  /** Why it cannot be chosen. */
  readonly disabled?: string
}

/** A list to choose from, filtered or searched as one types. */
export interface PickerModal {
  readonly kind: 'picker'
  readonly id: number
  readonly title: string
  readonly query: TextBuffer
  readonly placeholder: string
  /** Everything known; what is shown is filtered by the query unless `remote`. */
  readonly items: readonly PickerItem[]
  readonly cursor: number
  readonly phase: 'ready' | 'loading' | 'failed'
  readonly error: string | null
  /** Many may be chosen with Space or Tab. */
  readonly chosen: ReadonlySet<string> | null
  /** Nothing of it is there yet: Enter takes what is under the cursor where nothing else was chosen. */
  readonly adds?: true
  /** The query itself may be chosen as a new thing; what the site found is then narrowed here too. */
  readonly creatable: boolean
  /** The site filters: the query goes to `onQuery`, and items are shown as they come. */
  readonly onQuery?: (query: string, modal: number) => void
  /** What the query means beside the items, added to those that it leaves: first what is `before`. */
  readonly meant?: (query: string) => { readonly before: readonly PickerItem[]; readonly after: readonly PickerItem[] }
  /** The cursor stands on the last item: more are fetched, where there are more. */
  readonly onEnd?: (modal: number) => void
  /** The site has more than what is here. */
  readonly hasMore?: boolean
  /** The site is asked for the items, once or anew: the height is the same whatever comes. */
  readonly isAsked?: boolean
  /** Asks again for items that could not be had. */
  readonly onReload?: (modal: number) => void
  /** Something was chosen or taken away since the query was typed: Enter then chooses nothing by itself. */
  readonly touched?: boolean
  /** Enter was pressed while the items were on their way: the first one is taken when they come. */
  readonly hurried?: boolean
  /** Ctrl-O: what else can be done with the item under the cursor. */
  readonly onMore?: (id: string) => void
  readonly onCancel?: () => void
  readonly onPick: (ids: readonly string[], query: string) => void
}

/**
 * What Esc does, in the same words everywhere: `closes` where nothing is lost, `goes back` to the step before, `cancels` what is under
 * way, `forgets it` where something is lost. A text or a form that is left says `keeps the draft`.
 */
export type WayOut = 'closes' | 'goes back' | 'cancels' | 'forgets it'

/** One line of text. */
export interface PromptModal {
  readonly kind: 'prompt'
  readonly id: number
  readonly title: string
  /** Quiet words at the end of the upper edge: which step this is. */
  readonly right?: string
  readonly help: readonly string[]
  /** What is to be said of the text as it stands; empty for nothing. */
  readonly advice?: (text: string) => string
  readonly buffer: TextBuffer
  readonly masked: boolean
  readonly error: string | null
  /** What Enter and Esc do, where `help` does not say it. */
  readonly hints?: { readonly enter: string; readonly esc: WayOut }
  readonly keys?: readonly ModalKey[]
  readonly onSubmit: (text: string) => void
  /** The text as it is after each key, to be kept. */
  readonly onChange?: (text: string) => void
  readonly onCancel?: (text: string) => void
}

/** One line of a menu. */
export interface MenuItem {
  readonly id: string
  readonly label: string
  /** Stands for the label where that would be cut. */
  readonly short?: string
  /** What it means, said below the list while the cursor is on it. */
  readonly about?: string
  /** Why it cannot be chosen. */
  readonly disabled?: string
  /** Painted before the label. */
  readonly badge?: BadgeColour
}

/** A few things to choose one of, each explained. */
export interface MenuModal {
  readonly kind: 'menu'
  readonly id: number
  readonly title: string
  readonly right?: string
  /** Said above the list; the first line stands out when something went wrong. */
  readonly intro: readonly string[]
  readonly tone: 'info' | 'bad'
  readonly items: readonly MenuItem[]
  readonly cursor: number
  readonly onPick: (id: string) => void
  readonly onCancel?: () => void
}

/** A person or an issue that a word may mean. */
export interface TextOffer {
  readonly label: string
  readonly detail: string
  /** What is written in place of the word. */
  readonly text: string
}

/** What is offered for a word while it is being typed. */
export interface TextOffers {
  readonly word: TypedWord
  readonly items: readonly TextOffer[]
  readonly cursor: number
}

/** Several lines of text: Enter is a new line, Ctrl-S sends, Esc keeps the draft. */
export interface TextAreaModal {
  readonly kind: 'text-area'
  readonly id: number
  readonly title: string
  readonly help: readonly string[]
  readonly buffer: TextBuffer
  readonly error: string | null
  /** By which an editor tells what it is; absent: Markdown. */
  readonly extension?: string
  /** No text at all is an answer too. */
  readonly mayBeEmpty?: true
  readonly keys?: readonly ModalKey[]
  /** What was done to the text since it was opened. */
  readonly history?: TextHistory
  /** What the word before the cursor may mean, once something was found. */
  readonly offers?: TextOffers | null
  /** The word before the cursor, or none any more: finds what it may mean. */
  readonly onWord?: (word: TypedWord | null, modal: number) => void
  /** The text as it is after each key, to be kept. */
  readonly onChange: (text: string) => void
  readonly onSubmit: (text: string) => void
  /** It was left without being sent. */
  readonly onLeave: (text: string) => void
}

/** Every key; the action under the cursor can be run. */
export interface HelpModal {
  readonly kind: 'help'
  readonly id: number
  /** Scopes that were live where it was opened, nearest first: their actions come first, and only these can be run. */
  readonly scopes: readonly Scope[]
  /** Counts the actions, not the headings between them. */
  readonly cursor: number
  /** First line on screen. */
  readonly top: number
  /** Words that narrow it; `typing` while they are being typed. */
  readonly query: TextBuffer
  readonly typing: boolean
}

/** A line of a message: words, or what a value is and the value. */
export type MessageLine = string | readonly [label: string, value: string]

/** Something to read: an error with its details, a result. */
export interface MessageModal {
  readonly kind: 'message'
  readonly id: number
  readonly title: string
  readonly tone: 'info' | 'bad'
  /** Something is under way: a spinner turns, and only Esc leaves. */
  readonly busy?: { readonly cancel: () => void }
  readonly lines: readonly MessageLine[]
  readonly top: number
  /** What Enter does instead of closing, with its words for the footer. */
  readonly enter?: { readonly label: string; readonly run: () => void }
  readonly keys?: readonly ModalKey[]
  /** Goes back to what was before: runs when it is left without Enter. */
  readonly onLeave?: () => void
}

/** `/`: the words that filter the list, typed on the status line. */
export interface FilterModal {
  readonly kind: 'filter'
  readonly id: number
  readonly buffer: TextBuffer
}

/** Something that a sign-in asks the person. */
export interface SignInAsked {
  readonly label: string
  readonly help: readonly string[]
  readonly placeholder: string
  /** What of it is drawn as dots: all, or what stands behind the `?` of an address. */
  readonly hides: 'all' | 'query' | 'nothing'
  readonly buffer: TextBuffer
}

/** A sign-in that waits to begin, runs, or has failed. Letters of `keys` are pressed with Ctrl while something is asked. */
export interface SignInModal {
  readonly kind: 'sign-in'
  readonly id: number
  readonly site: string
  readonly badge: BadgeColour | undefined
  /** The site's host, and how one signs in to it. */
  readonly about: readonly string[]
  readonly steps: readonly { readonly text: string; readonly tone: 'info' | 'warn' | 'good' | 'bad' }[]
  readonly url: string | null
  readonly phase: 'ready' | 'running' | 'failed'
  readonly question: SignInAsked | null
  readonly enter: { readonly label: string; readonly run: () => void } | null
  readonly keys: readonly ModalKey[]
  readonly onAnswer: (text: string) => void
  readonly onCancel: () => void
}

/** The outbox: what waits, was refused or stands against somebody else's change. Its rows are the replica's. */
export interface OutboxModal {
  readonly kind: 'outbox'
  readonly id: number
  readonly cursor: number
  /** Ids of operations that are decided about together; absent: none. */
  readonly marked?: ReadonlySet<number>
}

/** Fields that were changed here and on the site: what they were, and a choice for each. */
export interface ConflictModal {
  readonly kind: 'conflict'
  readonly id: number
  readonly title: string
  readonly conflicts: readonly FieldConflict[]
  /** By field id; what is not in it is not chosen yet. */
  readonly choices: Readonly<Record<string, 'mine' | 'theirs'>>
  /** Texts that were made of both sides, by field id: they are sent as mine. */
  readonly merged?: Readonly<Record<string, FieldConflict['mine']>>
  readonly cursor: number
  readonly error: string | null
  /** Brings both sides of a text together. */
  readonly onMerge?: (conflict: FieldConflict, modal: number) => void
  readonly onChoose: (
    choices: Readonly<Record<string, 'mine' | 'theirs'>>,
    merged: Readonly<Record<string, FieldConflict['mine']>>,
  ) => void
}

export type Modal =
  | PickerModal
  | PromptModal
  | JqlModal
  | MenuModal
  | TextAreaModal
  | FormModal
  | TextPreviewModal
  | SettingsModal
  | SitesModal
  | HelpModal
  | MessageModal
  | FilterModal
  | SignInModal
  | OutboxModal
  | PreferencesModal
  | BulkModal
  | ConflictModal
  | PictureModal
  | ColumnsModal
