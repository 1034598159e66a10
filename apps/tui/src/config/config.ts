import type { Chord } from '../input/chord.ts'
import type { MacroStep } from '../macros/macro.ts'
import type { Role } from '../theme/palette.ts'

/** Which palette, by the terminal's own background where it is `auto` or `contrast`. */
export const paletteNames = ['auto', 'dark', 'light', 'contrast'] as const

/** How many colours; `auto` is what the terminal says of itself. */
export const depthNames = ['auto', 'none', '16', '256', 'truecolour'] as const

export interface ThemeChoice {
  readonly palette: (typeof paletteNames)[number]
  readonly depth: (typeof depthNames)[number]
}

/** A view of the person's own. */
export interface ConfigView {
  /** Unique among the views of the file; made from the title where the file gives none. */
  readonly id: string
  readonly title: string
  readonly jql: string
  /** Names of saved sites, for a view that exists on these alone; absent: on every site. */
  readonly sites?: readonly string[]
  /** Ids or names of fields, from left to right; absent: `Config.columns`. */
  readonly columns?: readonly string[]
  /** Id or name of a field. */
  readonly group?: string
  /** Id or name of a field, with a `-` before it for the other direction. */
  readonly sort?: string
}

/** A reason for declining an issue, and what goes with it. */
export interface DeclineReason {
  readonly reason: string
  /** The comment, with variables as in macros; absent: the reason itself. */
  readonly comment?: string
  /** Name of the resolution. */
  readonly resolution?: string
  /** Name of a status or transition. */
  readonly to?: string
}

/** What decisions of the inbox mean. */
export interface InboxRules {
  /** What accepting does; empty: the issue only leaves the inbox. */
  readonly accept: readonly MacroStep[]
  /** Name of the status or transition that declining takes. */
  readonly decline?: string
  /** Offered before those that everybody has. */
  readonly reasons: readonly DeclineReason[]
}

/** How one hears of something while the window is not looked at. */
export const noticeWays = ['auto', 'osc9', 'osc777', 'bell', 'none'] as const

/** Who draws pictures: the terminal by one of its protocols, we with half blocks, or nobody; `auto` is what the terminal can. */
export const imageWays = ['auto', 'kitty', 'iterm', 'sixel', 'blocks', 'off'] as const

/**
 * The person's choices, as `config/config.yaml` gives them. What the file does not say, or says wrongly, is as in
 * `defaultConfig`. Texts have no control characters.
 */
export interface Config {
  readonly theme: ThemeChoice
  /** A colour of one's own for a role: `#rrggbb`, or the name of one of the 16. */
  readonly colours: Readonly<Partial<Record<Role, string>>>
  /** The key sequences of an action, by its id, in the place of its own; empty: it has none. */
  readonly keys: Readonly<Record<string, readonly (readonly Chord[])[]>>
  /** Ids or names of fields, from left to right; empty: those that the list has by itself. */
  readonly columns: readonly string[]
  readonly views: readonly ConfigView[]
  /** By name, as they stand in the file: who runs one reads what is in it. */
  readonly macros: Readonly<Record<string, unknown>>
  readonly notices: {
    readonly by: (typeof noticeWays)[number]
    readonly mentions: boolean
    readonly assignments: boolean
  }
  readonly images: (typeof imageWays)[number]
  readonly mouse: boolean
  readonly screenReader: boolean
  readonly layout: {
    /** Columns of the views pane. */
    readonly views: number
    /** Columns (beside the list) or rows (below it) that the preview has more than by itself, or less. */
    readonly preview: number
  }
  readonly inbox: InboxRules & {
    /** Id or title of the view that the inbox works through; absent: the one on screen. */
    readonly view?: string
    /** What is otherwise for views, by their ids or titles. */
    readonly views: Readonly<Record<string, Partial<InboxRules>>>
  }
  readonly limits: {
    /** Marked issues from which on an action is planned and asked about before it is done. */
    readonly bulk: number
    /** Largest picture that is fetched to be shown, megabytes. */
    readonly image: number
  }
}

/** What holds without a file. */
export const defaultConfig: Config = {
  theme: { palette: 'auto', depth: 'auto' },
  colours: {},
  keys: {},
  columns: [],
  views: [],
  macros: {},
  notices: { by: 'auto', mentions: true, assignments: true },
  images: 'auto',
  mouse: true,
  screenReader: false,
  layout: { views: 26, preview: 0 },
  inbox: { accept: [], reasons: [], views: {} },
  limits: { bulk: 20, image: 5 },
}
