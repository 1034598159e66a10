/** How well a terminal does something that cannot be asked: `some` have it switched off, or only in new versions. */
type Ability = 'yes' | 'some' | 'no'

/** What a terminal is known for. */
export interface Terminal {
  readonly name: string
  /** False: the name is all that is known. */
  readonly known: boolean
  /** Puts text on the clipboard when told by OSC 52. */
  readonly copies: Ability
  /** Shows links by OSC 8. */
  readonly links: Ability
  /** Ways of showing images, best first. */
  readonly images: readonly string[]
}

type Variables = Readonly<Record<string, string>>

const has =
  (name: string): ((variables: Variables) => boolean) =>
  (variables) =>
    variables[name] !== undefined
const program =
  (name: string): ((variables: Variables) => boolean) =>
  (variables) =>
    variables['TERM_PROGRAM'] === name || variables['LC_TERMINAL'] === name
const term =
  (pattern: RegExp): ((variables: Variables) => boolean) =>
  (variables) =>
    pattern.test(variables['TERM'] ?? '')

type Row = readonly [isIt: (variables: Variables) => boolean, terminal: Omit<Terminal, 'known'>]

/** Programs name themselves before the families that they imitate. */
const known: readonly Row[] = [
  [has('KITTY_WINDOW_ID'), { name: 'kitty', copies: 'yes', links: 'yes', images: ['kitty'] }],
  [program('ghostty'), { name: 'Ghostty', copies: 'yes', links: 'yes', images: ['kitty'] }],
  [program('WezTerm'), { name: 'WezTerm', copies: 'yes', links: 'yes', images: ['iTerm2', 'Sixel'] }],
  [has('WEZTERM_PANE'), { name: 'WezTerm', copies: 'yes', links: 'yes', images: ['iTerm2', 'Sixel'] }],
  [program('iTerm.app'), { name: 'iTerm2', copies: 'some', links: 'yes', images: ['iTerm2', 'Sixel'] }],
  [program('iTerm2'), { name: 'iTerm2', copies: 'some', links: 'yes', images: ['iTerm2', 'Sixel'] }],
  [program('Apple_Terminal'), { name: 'Apple Terminal', copies: 'no', links: 'no', images: [] }],
  [program('vscode'), { name: 'Visual Studio Code', copies: 'yes', links: 'yes', images: [] }],
  [has('WT_SESSION'), { name: 'Windows Terminal', copies: 'yes', links: 'yes', images: ['Sixel'] }],
  [has('KONSOLE_VERSION'), { name: 'Konsole', copies: 'some', links: 'yes', images: ['kitty', 'Sixel'] }],
  [has('VTE_VERSION'), { name: 'a VTE terminal (GNOME)', copies: 'no', links: 'yes', images: [] }],
  [has('ALACRITTY_WINDOW_ID'), { name: 'Alacritty', copies: 'yes', links: 'yes', images: [] }],
  [term(/^alacritty/), { name: 'Alacritty', copies: 'yes', links: 'yes', images: [] }],
  [term(/^xterm-kitty/), { name: 'kitty', copies: 'yes', links: 'yes', images: ['kitty'] }],
  [term(/^xterm-ghostty/), { name: 'Ghostty', copies: 'yes', links: 'yes', images: ['kitty'] }],
  [term(/^foot/), { name: 'foot', copies: 'yes', links: 'yes', images: ['Sixel'] }],
  [has('XTERM_VERSION'), { name: 'xterm', copies: 'some', links: 'no', images: [] }],
  [term(/^linux$/), { name: 'the Linux console', copies: 'no', links: 'no', images: [] }],
]

/** Which terminal this is, by the variables that it leaves; one that says nothing may still do more. */
export const terminalOf = (variables: Variables): Terminal => {
  const row = known.find(([isIt]) => isIt(variables))
  if (row !== undefined) return { ...row[1], known: true }
  return { name: variables['TERM'] ?? 'unknown', known: false, copies: 'some', links: 'some', images: [] }
}

/** What stands between the program and the terminal. */
export const multiplexerOf = (variables: Variables): 'tmux' | 'screen' | 'Zellij' | undefined => {
  if (variables['TMUX'] !== undefined) return 'tmux'
  if (variables['ZELLIJ'] !== undefined) return 'Zellij'
  return variables['STY'] === undefined ? undefined : 'screen'
}

/** Whether the system's language settings say that the terminal takes UTF-8; elsewhere than on Unix it does. */
export const isUtf8 = (variables: Variables, platform: string): boolean => {
  if (platform === 'win32' || platform === 'darwin') return true
  const locale = [variables['LC_ALL'], variables['LC_CTYPE'], variables['LANG']].find((value) => value !== undefined)
  return /utf-?8/i.test(locale ?? '')
}
