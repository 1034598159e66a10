import { showChords } from '../../input/chord.ts'
import type { Macro, MacroProblem, MacroVariable } from '../../macros/macro.ts'
import { stepWords } from '../../macros/step-words.ts'

/** A macro in JSON; the keys are part of the contract. */
export interface MacroJson {
  readonly name: string
  /** The key that runs it on the screen; null: none. */
  readonly key: string | null
  /** The file of a folder that it stands in; null: `config.yaml`. */
  readonly file: string | null
  readonly variables: readonly MacroVariable[]
  /** What it does, one after the other, in words. */
  readonly actions: readonly string[]
  /** What is wrong with it, so that it cannot be run. */
  readonly problem: string | null
}

export const macroJson = ({ name, key, file, variables, steps }: Macro): MacroJson => ({
  name,
  key: key.length === 0 ? null : showChords(key),
  file: file ?? null,
  variables,
  actions: steps.map(stepWords),
  problem: null,
})

/** One that was not understood. */
export const problemJson = ({ name, what }: MacroProblem): MacroJson => ({
  name,
  key: null,
  file: null,
  variables: [],
  actions: [],
  problem: what,
})
