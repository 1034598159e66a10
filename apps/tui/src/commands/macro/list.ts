import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Column, toTable } from '../output/table.ts'
import { findMacro, findMacros } from './find-macros.ts'
import { type MacroJson, macroJson, problemJson } from './macro-json.ts'

/** `macro list`: no request. */
export const runMacroList = async ({ environment, output }: CommandContext): CommandResult => {
  const { macros, problems } = await findMacros(environment)
  const all = [...macros.map(macroJson), ...problems.map(problemJson)]
  if (output.json) output.value(all)
  else if (all.length === 0) output.note('There are no macros yet; M on the screen records one')
  else for (const line of toTable(columns, all, output)) output.line(line)
  return undefined
}

const columns: readonly Column<MacroJson>[] = [
  { title: 'Macro', value: ({ name }) => name, style: () => 'bold' },
  { title: 'Key', value: ({ key }) => key ?? '' },
  { title: 'Asks for', value: ({ variables }) => variables.map(({ name }) => name).join(', ') },
  { title: 'Does', value: ({ actions, problem }) => problem ?? actions.join(', '), flexible: true },
]

/** `macro show`: no request. */
export const runMacroShow = async ({ environment, output }: CommandContext, name: string): CommandResult => {
  const macro = macroJson(await findMacro(environment, name))
  if (output.json) output.value(macro)
  else for (const line of toTable(parts, partsOf(macro), output)) output.line(line)
  return undefined
}

interface Part {
  readonly name: string
  readonly value: string
}

const partsOf = ({ name, key, file, variables, actions }: MacroJson): readonly Part[] =>
  [
    { name: 'Name', value: name },
    { name: 'Key', value: key ?? '' },
    { name: 'From', value: file ?? 'config.yaml' },
    ...variables.map(({ name: own, ask, choices, default: first }) => ({
      name: `--set ${own}=`,
      value: [ask, choices.join(' | '), first === '' ? '' : `else ${first}`].filter((word) => word !== '').join(' · '),
    })),
    ...actions.map((value, at) => ({ name: `${at + 1}.`, value })),
  ].filter(({ value }) => value !== '')

const parts: readonly Column<Part>[] = [
  { title: 'Macro', value: ({ name }) => name },
  { title: '', value: ({ value }) => value, flexible: true },
]
