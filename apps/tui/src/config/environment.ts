import { tmpdir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { type ColourLevel, colourLevel, isLight } from '../theme/theme.ts'
import { ciVariables } from './ci-variables.ts'

/** Where the program keeps its things, as absolute paths; none of them needs to exist yet. */
export interface Folders {
  readonly config: string
  readonly data: string
  readonly log: string
  readonly cache: string
}

export const logLevels = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

/** What of the process the program uses; a test passes its own. */
export interface ProcessLike {
  /** Its `MMD_TOKEN` and `MMD_CLIENT_SECRET` are taken out: browsers, editors and threads get what is left. */
  readonly env: Record<string, string | undefined>
  readonly platform: string
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly cwd?: () => string
}

/** Where the running program lies and what it calls itself. */
export interface Program {
  /** Folder of the entry file, ending in `/`: workers lie at the same place below it, bundled or not. */
  readonly root: URL
  readonly version: string
}

/** Everything the program knows of its surroundings. Nothing else reads the process's environment. */
export interface Environment extends Program {
  readonly folders: Folders
  /** The folder in which it was started; absent: there is none. */
  readonly startedIn?: string
  /** `MMD_SITE`: the site to use when none is named. */
  readonly site: string | undefined
  /** `MMD_TOKEN`: a token for this run. A function, so that printing this object never shows it. */
  readonly token: () => string | undefined
  /** `MMD_CLIENT_SECRET`: the secret of OAuth credentials for this run; a function for the same reason. */
  readonly clientSecret: () => string | undefined
  /** What a build system says of the run, by variable. */
  readonly ci: Readonly<Record<string, string>>
  /** `MMD_SECRETS`: where secrets must lie; undefined leaves the choice to what the machine offers. */
  readonly secrets: 'keychain' | 'file' | undefined
  /** Proxy variables that are set, by name. */
  readonly proxy: Readonly<Record<string, string>>
  /** `MMD_BROWSER`: the program that opens a URL; `none` prints it only. */
  readonly browser: string | undefined
  /** Whether a browser could show itself here. */
  readonly graphical: boolean
  /** Whether this machine is worked on from another one: its loopback address is not the one of the person's browser. */
  readonly remote: boolean
  /** Where programs lie on this machine. */
  readonly programs: { readonly platform: string; readonly env: Readonly<Record<string, string>> }
  readonly theme: string | undefined
  /** False with `MMD_NO_MOUSE`: whatever the file says, the terminal keeps the pointer. */
  readonly mouse: boolean
  /** `INK_SCREEN_READER=true`: plain lines for a screen reader, whatever the file says. */
  readonly screenReader: boolean
  /** `VISUAL`, else `EDITOR`: a command that opens a file. */
  readonly editor: string | undefined
  readonly logLevel: LogLevel
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly isTerminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean }
  /** What the screen is painted with. */
  readonly terminal: { readonly colourLevel: ColourLevel; readonly light: boolean }
  /** What is set of the variables by which terminals, and what stands before them, can be told apart. */
  readonly terminalVariables: Readonly<Record<string, string>>
  /** Whether standard output, and standard error, take colours. */
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean }
}

/** What flags say about the environment; they win over the variables. */
export interface EnvironmentFlags {
  readonly color?: boolean
  readonly logLevel?: LogLevel
}

/** Reads the surroundings once, at start, and takes the secrets out of them. Unknown values of a variable count as unset. */
export const readEnvironment = (process: ProcessLike, program: Program, flags: EnvironmentFlags = {}): Environment => {
  const { env, stdout, stderr } = process
  const token = filled(env['MMD_TOKEN'])
  const clientSecret = filled(env['MMD_CLIENT_SECRET'])
  delete env['MMD_TOKEN']
  delete env['MMD_CLIENT_SECRET']
  return {
    ...program,
    folders: toFolders(env),
    ...startedIn(process),
    site: filled(env['MMD_SITE']),
    token: () => token,
    clientSecret: () => clientSecret,
    ci: pickFilled(env, ciVariables),
    secrets: oneOf(['keychain', 'file'] as const, env['MMD_SECRETS']),
    proxy: pickFilled(env, proxyNames),
    browser: filled(env['MMD_BROWSER']),
    graphical: process.platform !== 'linux' || displays.some((name) => filled(env[name]) !== undefined),
    remote: remoteNames.some((name) => filled(env[name]) !== undefined),
    programs: { platform: process.platform, env: pickFilled(env, programNames) },
    theme: filled(env['MMD_THEME']),
    screenReader: env['INK_SCREEN_READER'] === 'true',
    mouse: filled(env['MMD_NO_MOUSE']) === undefined,
    editor: filled(env['VISUAL']) ?? filled(env['EDITOR']),
    logLevel: flags.logLevel ?? oneOf(logLevels, env['MMD_LOG']) ?? 'warn',
    // Opening it takes time, and few commands read it.
    get stdin() {
      return process.stdin
    },
    stdout,
    stderr,
    isTerminal: {
      get stdin() {
        return isTerminal(process.stdin)
      },
      stdout: isTerminal(stdout),
      stderr: isTerminal(stderr),
    },
    terminal: { colourLevel: flags.color === false ? 0 : colourLevel(env), light: isLight(env) },
    terminalVariables: pickFilled(env, terminalNames),
    colour: { stdout: takesColour(env, stdout, flags), stderr: takesColour(env, stderr, flags) },
  }
}

/** The same surroundings with every file below one folder; for the demo, which must touch nothing of the person's. */
export const withHome = (environment: Environment, home: string): Environment => ({
  ...environment,
  folders: homeFolders(home),
  site: undefined,
  token: () => undefined,
  clientSecret: () => undefined,
  secrets: 'file',
})

/** A folder that has been deleted meanwhile has no path. */
const startedIn = ({ cwd }: ProcessLike): Pick<Environment, 'startedIn'> => {
  try {
    return cwd === undefined ? {} : { startedIn: cwd() }
  } catch {
    return {}
  }
}

/** Folder in which temporary things may be made. */
export const temporaryFolder = (): string => tmpdir()

/** What is set on Linux where windows can open; WSL hands URLs to Windows. */
const displays = ['DISPLAY', 'WAYLAND_DISPLAY', 'WSL_DISTRO_NAME']

const remoteNames = ['SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY']

const programNames = ['PATH', 'HOME', 'LOCALAPPDATA', 'ProgramFiles', 'ProgramFiles(x86)']

const terminalNames = [
  'TERM',
  'TERM_PROGRAM',
  'LC_TERMINAL',
  'LC_ALL',
  'LC_CTYPE',
  'LANG',
  'TMUX',
  'STY',
  'ZELLIJ',
  'WT_SESSION',
  'KITTY_WINDOW_ID',
  'WEZTERM_PANE',
  'KONSOLE_VERSION',
  'VTE_VERSION',
  'ALACRITTY_WINDOW_ID',
  'XTERM_VERSION',
  'MSYSTEM',
]

const proxyNames = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy']

const pickFilled = (env: Readonly<ProcessLike['env']>, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = filled(env[name])
      return value === undefined ? [] : [[name, value]]
    }),
  )

const toFolders = (env: Readonly<ProcessLike['env']>): Folders => {
  const home = filled(env['MMD_HOME'])
  if (home !== undefined) return homeFolders(home)
  const { config, data, log, cache } = envPaths('mmd-tui', { suffix: '' })
  return { config, data, log, cache }
}

const homeFolders = (home: string): Folders => ({
  config: join(home, 'config'),
  data: join(home, 'data'),
  log: join(home, 'log'),
  cache: join(home, 'cache'),
})

/** https://no-color.org: any value but the empty one; a flag is stronger than both variables. */
const takesColour = (
  env: Readonly<ProcessLike['env']>,
  stream: NodeJS.WriteStream,
  flags: EnvironmentFlags,
): boolean => {
  if (flags.color === false || filled(env['NO_COLOR']) !== undefined) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTerminal(stream) && env['TERM'] !== 'dumb'
}

/** The terminal says of itself that it can place nothing. */
export const isDumb = ({ terminalVariables }: Pick<Environment, 'terminalVariables'>): boolean =>
  terminalVariables['TERM'] === 'dumb'

/** Node leaves `isTTY` away where its types promise `false`. */
const isTerminal = (stream: { readonly isTTY?: boolean }): boolean => stream.isTTY === true

const filled = (value: string | undefined): string | undefined => (value === '' ? undefined : value)

const oneOf = <T extends string>(allowed: readonly T[], value: string | undefined): T | undefined =>
  allowed.find((candidate) => candidate === value)
