import type { CallbackWay } from '@mmd/auth'
import type { FieldMeta } from '@mmd/jira-api'
import type { TextBuffer } from '../input/text-edit.ts'

/** One line of a picker. `id` is handed back. */
export interface PickerItem {
  readonly id: string
  readonly label: string
  /** Quiet text at the right. */
  readonly detail?: string
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
  /** The query itself may be chosen as a new thing; what the site found is then narrowed here too. */
  readonly creatable: boolean
  /** The site filters: the query goes to `onQuery`, and items are shown as they come. */
  readonly onQuery?: (query: string, modal: number) => void
  /** Asks again for items that could not be had. */
  readonly onReload?: (modal: number) => void
  /** Something was chosen or taken away since the query was typed: Enter then chooses nothing by itself. */
  readonly touched?: boolean
  /** Enter was pressed while the items were on their way: the first one is taken when they come. */
  readonly hurried?: boolean
  readonly onCancel?: () => void
  readonly onPick: (ids: readonly string[], query: string) => void
}

/** One line of text. */
export interface PromptModal {
  readonly kind: 'prompt'
  readonly id: number
  readonly title: string
  readonly help: readonly string[]
  readonly buffer: TextBuffer
  readonly masked: boolean
  readonly error: string | null
  readonly onSubmit: (text: string) => void
  readonly onCancel?: (text: string) => void
}

/** Several lines of text: Enter is a new line, Ctrl-S sends, Esc leaves and keeps the draft. */
export interface TextAreaModal {
  readonly kind: 'text-area'
  readonly id: number
  readonly title: string
  readonly help: readonly string[]
  readonly buffer: TextBuffer
  readonly draftKey: string
  readonly error: string | null
  readonly onSubmit: (text: string) => void
}

/** A field of a form and what was chosen for it. `wire` is what the site will be sent. */
export interface FormField {
  readonly meta: FieldMeta
  readonly shown: string
  readonly wire: unknown
  readonly error: string | null
}

/** The fields that a transition asks for. */
export interface FormModal {
  readonly kind: 'form'
  readonly id: number
  readonly title: string
  readonly fields: readonly FormField[]
  readonly cursor: number
  readonly error: string | null
  readonly onEdit: (field: FormField, modal: number) => void
  readonly onSubmit: (fields: readonly FormField[]) => void
}

export interface HelpModal {
  readonly kind: 'help'
  readonly id: number
  readonly top: number
}

/** Something to read: an error with its details, a result. */
export interface MessageModal {
  readonly kind: 'message'
  readonly id: number
  readonly title: string
  readonly tone: 'info' | 'bad'
  /** Something is under way: a spinner turns, and only Esc leaves. */
  readonly busy?: { readonly cancel: () => void }
  readonly lines: readonly string[]
  readonly top: number
  /** What Enter does instead of closing, with its words for the footer. */
  readonly enter?: { readonly label: string; readonly run: () => void }
}

/** `/`: the words that filter the list, typed on the status line. */
export interface FilterModal {
  readonly kind: 'filter'
  readonly id: number
  readonly buffer: TextBuffer
}

/** A sign-in that runs. */
export interface SignInModal {
  readonly kind: 'sign-in'
  readonly id: number
  readonly site: string
  readonly steps: readonly { readonly text: string; readonly tone: 'info' | 'warn' | 'good' | 'bad' }[]
  readonly url: string | null
  readonly way: CallbackWay
  readonly phase: 'running' | 'failed'
  /** The address-bar URL being pasted. */
  readonly paste: TextBuffer | null
  readonly canApprove: boolean
  readonly run: {
    readonly cancel: () => void
    readonly openAgain: () => void
    readonly copy: () => void
    readonly pasteInstead: () => void
    readonly submitPaste: (text: string) => void
    readonly approve: () => void
    readonly retry: () => void
  }
}

export type Modal =
  | PickerModal
  | PromptModal
  | TextAreaModal
  | FormModal
  | HelpModal
  | MessageModal
  | FilterModal
  | SignInModal
