import type { Environment } from '../config/environment.ts'
import type { ReadableInput } from '../input/watch-focus.ts'
import { backgroundReporting, createBackgroundSieve } from '../theme/background.ts'
import { keepBackground, knownBackground } from '../theme/kept-background.ts'

/** Longer than a terminal needs that is not far away, ms. */
const soon = 250

/** An answer that has not come by then comes in one piece, if it ever comes, ms. */
const patience = 5000

/** What may be a key is one when nothing has followed it for so long, ms. */
const keyPause = 30

interface Input extends ReadableInput {
  /** Tells the one who reads that there is something to be read. */
  emit(event: 'readable'): unknown
}

export interface FollowBackgroundOptions {
  readonly stdin: Input
  readonly write: (sequence: string) => unknown
  readonly environment: Pick<Environment, 'terminal' | 'terminalVariables' | 'folders'>
  /** The background is another one than before. */
  readonly onChange: () => void
}

export interface Background {
  /** As far as is known now. */
  readonly isLight: () => boolean
  /** Asks the terminal; nobody waits for its answer. */
  readonly ask: () => void
  /** Asks again a terminal that has answered before: its colours may follow the time of day. */
  readonly look: () => void
  /** Resolves when an answer that may be on its way has come, or is late: it belongs to nobody else. */
  readonly settled: () => Promise<void>
  readonly close: () => void
}

/**
 * Follows the terminal's background. Its answers are taken out of the keys whenever they come. A terminal without colours, and one
 * that may not understand, is never asked.
 */
export const followBackground = ({ stdin, write, environment, onChange }: FollowBackgroundOptions): Background => {
  const { terminal, terminalVariables } = environment
  const isAsked = terminal.colourLevel > 0 && !/^(?:dumb|linux|)$/.test(terminalVariables['TERM'] ?? '')
  const sieve = createBackgroundSieve()
  const read = stdin.read.bind(stdin)
  let light = knownBackground(environment)
  let asked: number | undefined
  let hasAnswered = false
  let answered = (): void => {}
  let released = ''
  let timer: NodeJS.Timeout | undefined

  const ask = (): void => {
    if (!isAsked) return
    asked = Date.now()
    write(backgroundReporting.ask)
  }
  const hear = (now: boolean, isChange: boolean): void => {
    asked = undefined
    hasAnswered = true
    answered()
    if (now !== light) {
      light = now
      onChange()
    }
    if (isChange) ask()
    else keepBackground(environment, now)
  }
  const release = (): void => {
    released = sieve.release()
    if (released !== '') stdin.emit('readable')
  }
  stdin.read = (size) => {
    for (;;) {
      clearTimeout(timer)
      if (released !== '') {
        const keys = released
        released = ''
        return keys
      }
      const chunk = read(size)
      if (typeof chunk !== 'string') {
        if (sieve.isHolding()) timer = setTimeout(release, keyPause)
        return chunk
      }
      const { rest, light: said, isChange } = sieve.sift(chunk, asked !== undefined && Date.now() - asked < patience)
      if (said !== undefined) hear(said, isChange)
      if (rest !== '') {
        if (sieve.isHolding()) timer = setTimeout(release, keyPause)
        return rest
      }
    }
  }
  return {
    isLight: () => light,
    ask,
    look: () => {
      if (hasAnswered) ask()
    },
    settled: () => {
      const left = asked === undefined ? 0 : asked + soon - Date.now()
      if (left <= 0) return Promise.resolve()
      return new Promise((resolve) => {
        answered = resolve
        setTimeout(resolve, left)
      })
    },
    close: () => {
      clearTimeout(timer)
      stdin.read = read
    },
  }
}
