import type { App } from '../../app/app.ts'
import type { ReadableInput } from '../../input/watch-focus.ts'
import type { ColourLevel } from '../../theme/theme.ts'
import { createAnswerSieve } from './answer-sieve.ts'
import { type Answers, attributesQuestion, chooseWay, graphicsQuestion, noAnswers, readAnswers } from './detect.ts'
import { keepPicture, type PictureOutput } from './keep-picture.ts'
import type { MadePicture, PictureJob } from './make-picture.ts'
import { readTmux } from './tmux.ts'
import type { Ability, CellBox } from './ways.ts'

/** What is known of drawing pictures in this terminal, and what makes them. */
export interface Graphics {
  /** How pictures are drawn now. The terminal is asked when this is asked for the first time. */
  readonly ability: () => Promise<Ability>
  readonly make: (job: PictureJob) => Promise<MadePicture>
  /** Takes what is drawn off the screen. */
  readonly close: () => void
}

export interface GraphicsOptions {
  readonly input: ReadableInput
  readonly output: PictureOutput
  /** By which terminals are told apart. */
  readonly variables: Readonly<Record<string, string>>
  readonly colourLevel: ColourLevel
  /** The screen is read aloud: there are no pictures. */
  readonly spoken: boolean
  readonly make: (job: PictureJob) => Promise<MadePicture>
  /** What tmux says to `tmuxFormat`; rejects where there is none. */
  readonly tmux: () => Promise<string>
}

/** A terminal that has said nothing for so long says nothing at all, ms. */
const patience = 1000

interface Asked {
  readonly question: string | undefined
  readonly size: CellBox
  /** Gets the answers for which nobody waited any longer. */
  readonly late: (answers: Answers) => void
}

/** Asks the terminal what it can do; its answers never reach the keys. */
const ask = ({ input, output }: GraphicsOptions, { question, size, late }: Asked): Promise<Answers> => {
  if (question === undefined) return Promise.resolve(noAnswers)
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(noAnswers), patience)
    const sift = createAnswerSieve((said) => {
      clearTimeout(giveUp)
      const answers = readAnswers(said, size)
      resolve(answers)
      late(answers)
    })
    const read = input.read.bind(input)
    input.read = (size) => {
      for (;;) {
        const chunk = read(size)
        if (typeof chunk !== 'string') return chunk
        const keys = sift(chunk)
        // An empty text would mean that there is nothing more to read.
        if (keys !== '') return keys
      }
    }
    output.write(question)
  })
}

/** tmux knows the terminal that it is shown in; whether it knows sixels it says as a terminal does. */
const askTmux = async (options: GraphicsOptions, size: CellBox): Promise<Answers> => {
  const terminal = { ...noAnswers, ...readTmux(await options.tmux().catch(() => '')) }
  if (!terminal.sixel) return terminal
  const { sixel } = await ask(options, { question: attributesQuestion, size, late: () => undefined })
  return { ...terminal, sixel }
}

/** Pictures, from the first one on: what is drawn follows the topmost dialog. */
export const createGraphics = (app: App, options: GraphicsOptions): Graphics => {
  let answers: Promise<Answers> | undefined
  /** The picture that was made last: the dialog that is opened with it wants the same one. */
  let last: { readonly of: string; readonly made: Promise<MadePicture> } | undefined
  const make = (job: PictureJob): Promise<MadePicture> => {
    const of = JSON.stringify(job)
    if (last?.of === of) return last.made
    const made = options.make(job)
    last = { of, made }
    // What went wrong may go right the next time.
    made.catch(() => {
      if (last?.made === made) last = undefined
    })
    return made
  }
  const { colourLevel, variables } = options
  const askAll = (size: CellBox): Promise<Answers> => {
    if (variables['TMUX'] !== undefined) return askTmux(options, size)
    const late = (said: Answers): void => {
      answers = Promise.resolve(said)
    }
    return ask(options, { question: graphicsQuestion(variables), size, late })
  }
  return {
    ability: async () => {
      const { images, screenReader } = app.store.get().config
      if (options.spoken || screenReader || images === 'off')
        return { ...chooseWay('blocks', { answers: noAnswers, variables, colourLevel }), way: 'off' }
      if (images !== 'blocks') answers ??= askAll(app.store.get().size)
      return chooseWay(images, { answers: (await answers) ?? noAnswers, variables, colourLevel })
    },
    make,
    close: keepPicture(app, options.output, make),
  }
}
