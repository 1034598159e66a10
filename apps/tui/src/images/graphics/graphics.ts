import type { App } from '../../app/app.ts'
import type { ReadableInput } from '../../input/watch-focus.ts'
import type { ColourLevel } from '../../theme/theme.ts'
import { createAnswerSieve } from './answer-sieve.ts'
import { type Answers, chooseWay, graphicsQuestion, noAnswers, readAnswers } from './detect.ts'
import { keepPicture, type PictureOutput } from './keep-picture.ts'
import type { MadePicture, PictureJob } from './make-picture.ts'
import type { Ability } from './ways.ts'

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
}

/** A terminal that has said nothing for so long says nothing at all, ms. */
const patience = 1000

/** Asks the terminal what it can do; its answers never reach the keys. `late` gets those for which nobody waited any longer. */
const ask = ({ input, output, variables }: GraphicsOptions, late: (answers: Answers) => void): Promise<Answers> => {
  const question = graphicsQuestion(variables)
  if (question === undefined) return Promise.resolve(noAnswers)
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(noAnswers), patience)
    const sift = createAnswerSieve((said) => {
      clearTimeout(giveUp)
      const answers = readAnswers(said)
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
  return {
    ability: async () => {
      const { images, screenReader } = app.store.get().config
      if (options.spoken || screenReader || images === 'off')
        return { ...chooseWay('blocks', { answers: noAnswers, variables, colourLevel }), way: 'off' }
      if (images !== 'blocks')
        answers ??= ask(options, (said) => {
          answers = Promise.resolve(said)
        })
      return chooseWay(images, { answers: (await answers) ?? noAnswers, variables, colourLevel })
    },
    make,
    close: keepPicture(app, options.output, make),
  }
}
