import { openScreen, type Screen } from '@mmd/tools-screen-driver'

/** The size of a terminal, in cells. */
export interface Size {
  readonly cols: number
  readonly rows: number
}

/** The sizes that everything is measured at: a large screen and the smallest usual one. */
export const sizes: readonly Size[] = [
  { cols: 200, rows: 50 },
  { cols: 80, rows: 24 },
]

/** `200×50`. */
export const sizeName = ({ cols, rows }: Size): string => `${cols}×${rows}`

/** The program that is measured, ready to be started on a prepared home. */
export interface Subject {
  /** The command and its first arguments, without those that open the screen. */
  readonly command: readonly [string, ...string[]]
  /** Arguments that open the screen. */
  readonly screenArgs: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** A text that is on the first whole screen. */
  readonly marker: string
  /** Throws away what earlier runs have compiled. */
  forgetCompiled(): Promise<void>
}

/** What the site was asked. */
export interface RequestLog {
  clear(): void
  /** Method and path of each request since, in order. */
  lines(): readonly string[]
}

/** How patiently to measure: counts, and times in milliseconds. */
export interface Pace {
  /** Keys before the measured ones, so that the code is compiled. */
  readonly warmUpKeys: number
  /** The least time between two keys. */
  readonly betweenKeysMs: number
  /** A key that has caused nothing by then causes nothing. */
  readonly silentKeyMs: number
  /** How long the program is left alone before its memory is read. */
  readonly restMs: number
  /** Keys pressed before the last reading of memory. */
  readonly memoryKeys: number
  /** An action is over when nothing was asked of the site for so long. */
  readonly requestQuietMs: number
  /** An action that has not asked as much as expected by then will not. */
  readonly requestPatienceMs: number
}

/** The pace of a real measurement. */
export const fullPace: Pace = {
  warmUpKeys: 60,
  betweenKeysMs: 55,
  silentKeyMs: 400,
  restMs: 800,
  memoryKeys: 140,
  requestQuietMs: 1_500,
  requestPatienceMs: 10_000,
}

/** Everything a measurement gets. */
export interface Bench {
  readonly subject: Subject
  readonly requests: RequestLog
  readonly pace: Pace
  /** Tells a person how far it is. */
  readonly progress: (text: string) => void
}

/** Opens the program's screen; it has only just been started. */
export const openSubject = ({ command, screenArgs, env }: Subject, size: Size): Promise<Screen> => {
  const [file, ...args] = command
  return openScreen({ command: file, args: [...args, ...screenArgs], env, ...size })
}

/** How long a program may take to leave after the key for it, milliseconds. */
const leaveMs = 3_000

/** Leaves the program by its own key, because only a normal end keeps what was compiled; else closes the window. */
export const leaveSubject = async (screen: Screen): Promise<void> => {
  screen.send('q')
  const late = new Promise<void>((resolve) => setTimeout(resolve, leaveMs).unref())
  await Promise.race([screen.exit, late])
  await screen.close()
}

/** Opens the screen, lets it come to rest, does something with it, and leaves. */
export const withSubject = async <Result>(
  subject: Subject,
  size: Size,
  use: (screen: Screen) => Promise<Result>,
): Promise<Result> => {
  const screen = await openSubject(subject, size)
  try {
    await screen.waitForText(subject.marker, { timeoutMs: 60_000 })
    await screen.waitIdle({ timeoutMs: 60_000 })
    return await use(screen)
  } finally {
    await leaveSubject(screen)
  }
}

/** Waits so many milliseconds: a benchmark may, a test may not. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
