import { kindOf } from '@mmd/replica'
import { parse, stringify } from 'yaml'
import type { App } from '../../../app/app.ts'
import { holdKeys } from '../../../app/hold-keys.ts'
import { parseChords } from '../../../input/parse-chords.ts'
import { bufferOf } from '../../../input/text-edit.ts'
import type { Macro } from '../../../macros/macro.ts'
import { readMacros } from '../../../macros/read-macros.ts'
import { isPart } from '../../../macros/read-step.ts'
import { type Performed, type RecordedSteps, recordSteps } from '../../../macros/record-steps.ts'
import { writeMacro } from '../../../macros/write-macro.ts'
import { holderOf } from '../../macro-keys.ts'

/** Begins to record what is done, or ends that and asks what to call it. */
export const toggleRecording = async (app: App): Promise<void> => {
  const { recording } = app.store.get()
  if (recording === null) {
    app.store.update((state) => ({ ...state, recording: [] }))
    return app.toast('info', 'Recording: what you do to issues is noted · M ends it')
  }
  app.store.update((state) => ({ ...state, recording: null }))
  const recorded = await stepsOf(app, recording)
  const { leftOut } = recorded
  if (leftOut.length > 0) app.toast('warn', `A macro cannot: ${leftOut.join(', ')}`)
  if (recorded.steps.length > 0) askName(app, recorded)
  else if (leftOut.length === 0) app.toast('info', 'Nothing was done, so there is no macro')
}

const stepsOf = async (app: App, performed: readonly Performed[]): Promise<RecordedSteps> => {
  const { openForEditing } = await holdKeys(app, import('@mmd/rich-text/edit'))
  return recordSteps(performed, {
    markdown: (text) => openForEditing(text).text,
    words: (operation) => kindOf(operation).describe(operation),
    now: app.shell.now(),
  })
}

const askName = (app: App, recorded: RecordedSteps, typed = '', error: string | null = null): void => {
  app.open({
    kind: 'prompt',
    title: 'Name of the macro',
    right: '1/3',
    help: [],
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'goes on', esc: 'forgets it' },
    advice: (text) =>
      Object.hasOwn(app.store.get().config.macros, text.trim()) ? 'It replaces the one of this name' : '',
    onSubmit: (text) => {
      const name = text.trim()
      if (name === '') askName(app, recorded, text, 'It needs a name')
      else askKey(app, recorded, name)
    },
  })
}

const askKey = (app: App, recorded: RecordedSteps, name: string, typed = '', error: string | null = null): void => {
  app.open({
    kind: 'prompt',
    title: `Key of ${name}`,
    right: '2/3',
    help: ['Such as ctrl-t, or g t for two; empty for none: m offers it all the same'],
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'goes on', esc: 'forgets it' },
    onSubmit: (text) => {
      if (text.trim() === '') return openText(app, { name, key: [], variables: [], steps: recorded.steps })
      const read = parseChords(text)
      if (!read.ok) return askKey(app, recorded, name, text, `${read.what}. ${read.todo}`)
      const others = app.actions.filter(({ id }) => id !== `macro.run.${name}`)
      const owner = holderOf(others, read.sequence)
      if (owner !== undefined) return askKey(app, recorded, name, text, `That is the key of “${owner}”`)
      return openText(app, { name, key: read.sequence, variables: [], steps: recorded.steps })
    },
  })
}

/** Shows what was recorded as it will stand in the file; what is written here counts. */
const openText = (app: App, macro: Macro): void => {
  const text = stringify({ [macro.name]: writeMacro(macro) }, { lineWidth: 0 })
  openEditor(app, text, null)
}

const openEditor = (app: App, text: string, error: string | null): void => {
  app.open({
    kind: 'text-area',
    title: 'The macro',
    help: [
      'Ctrl-S keeps it in config.yaml · {{key}} {{summary}} {{project}} {{me}} {{today}} · Ctrl-E opens your editor',
    ],
    buffer: bufferOf(text),
    error,
    extension: 'yaml',
    onChange: () => undefined,
    onLeave: (left) => askWhetherForgotten(app, left),
    onSubmit: (typed) => void keep(app, typed).catch((reason: unknown) => app.fail(reason)),
  })
}

/** A recording cannot be made again by a key: leaving it is asked about, and Esc goes back to it. */
const askWhetherForgotten = (app: App, text: string): void => {
  app.open({
    kind: 'message',
    title: 'The macro is not kept yet',
    tone: 'info',
    lines: ['What was recorded is gone once it is forgotten.'],
    top: 0,
    enter: { label: 'forgets it', run: () => app.toast('info', 'The macro was not kept') },
    onLeave: () => openEditor(app, text, null),
  })
}

/** Checks it as every macro of the file is checked, and writes it there. */
const keep = async (app: App, typed: string): Promise<void> => {
  let raw: unknown
  try {
    raw = parse(typed, { maxAliasCount: 20, logLevel: 'error' })
  } catch (error) {
    return openEditor(app, typed, (error instanceof Error ? error.message : '').split('\n')[0] ?? '')
  }
  const { macros, problems } = readMacros(raw)
  const [problem] = problems
  const [macro, another] = macros
  if (problem !== undefined) return openEditor(app, typed, `${problem.name}: ${problem.what}`)
  if (macro === undefined || another !== undefined || !isPart(raw)) return openEditor(app, typed, 'One macro is kept')
  await app.shell.macros?.keep(app, macro.name, writeMacro(macro))
  app.toast('good', `${macro.name} is kept · m runs it`)
}
