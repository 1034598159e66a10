import { untrusted } from '@mmd/jira-api/model'
import { parseChords } from '../input/parse-chords.ts'
import type { Macro, MacroProblem, MacroVariable, ReadMacros } from './macro.ts'
import { isPart, MacroMistake, readStep, textOf, textsOf } from './read-step.ts'
import { namesIn, namesUsed, ownVariables } from './variables.ts'

/** Most macros of one text, and most actions and variables of one macro. */
const most = { macros: 200, steps: 50, variables: 20 } as const

/** Deeper than any macro is. */
const deepest = 8

const line = (text: string): string => untrusted(text, 'line').trim()

/** The value with every text of it fit for a terminal. */
const cleaned = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return untrusted(value, 'text')
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) throw new MacroMistake('it is nested too deeply')
  if (Array.isArray(value)) return value.map((one) => cleaned(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [line(name), cleaned(one, depth + 1)]))
}

const types: readonly MacroVariable['type'][] = ['text', 'choice', 'user', 'date']

const readVariable = (name: string, raw: unknown): MacroVariable => {
  if (!/^[A-Za-z][\w-]{0,39}$/.test(name)) throw new MacroMistake(`“${name}” is no name of a variable`)
  if ((ownVariables as readonly string[]).includes(name)) throw new MacroMistake(`{{${name}}} is there by itself`)
  if (typeof raw === 'string') return { name, ask: line(raw), type: 'text', choices: [], default: '' }
  const part = isPart(raw) ? raw : {}
  const strange = Object.keys(part).find((one) => !['ask', 'type', 'choices', 'default'].includes(one))
  if (strange !== undefined) throw new MacroMistake(`${name} has no ${strange}; it has ask, type, choices, default`)
  const choices = textsOf(part['choices'], `choices of ${name}`).map(line)
  const given = part['type'] ?? (choices.length > 0 ? 'choice' : 'text')
  const type = types.find((one) => one === given)
  if (type === undefined) throw new MacroMistake(`the type of ${name} is one of ${types.join(', ')}`)
  if (type === 'choice' && choices.length === 0) throw new MacroMistake(`${name} needs choices`)
  const ask = line(textOf(part['ask'] ?? name, `ask of ${name}`))
  return { name, ask, type, choices, default: line(textOf(part['default'] ?? '', `default of ${name}`)) }
}

const readKey = (raw: unknown): Macro['key'] => {
  if (raw === undefined || raw === null) return []
  const read = parseChords(textOf(raw, 'key'))
  if (!read.ok) throw new MacroMistake(`key: ${line(read.what)}`)
  return read.sequence
}

const bounded = <T>(list: readonly T[], limit: number, what: string): readonly T[] => {
  if (list.length > limit) throw new MacroMistake(`more than ${limit} ${what}`)
  return list
}

const readMacro = (name: string, raw: unknown): Macro => {
  if (!isPart(raw)) throw new MacroMistake('a macro is written as { actions: [ … ] }')
  const strange = Object.keys(raw).find((one) => !['key', 'variables', 'actions'].includes(one))
  if (strange !== undefined) throw new MacroMistake(`it has no ${strange}; it has key, variables, actions`)
  const { key, variables: asked = {}, actions } = raw
  if (!Array.isArray(actions) || actions.length === 0) throw new MacroMistake('it has no actions')
  if (!isPart(asked)) throw new MacroMistake('variables are written as { name: { ask: … } }')
  const variables = bounded(Object.entries(asked), most.variables, 'variables').map(([own, one]) =>
    readVariable(own, one),
  )
  const steps = bounded<unknown>(actions, most.steps, 'actions').map((one, at) => {
    try {
      return readStep(one)
    } catch (error) {
      throw new MacroMistake(`action ${at + 1}: ${error instanceof Error ? error.message : ''}`)
    }
  })
  const known = new Set<string>([...ownVariables, ...variables.map((one) => one.name)])
  const unknown = [...namesUsed(steps), ...variables.flatMap((one) => namesIn(one.default))].find(
    (one) => !known.has(one),
  )
  if (unknown !== undefined) throw new MacroMistake(`nothing says what {{${unknown}}} is; put it under variables`)
  return { name, key: readKey(key), variables, steps }
}

/** Macros by name, as `config.yaml` and shared files hold them. Never throws: what is wrong with one keeps no other one back. */
export const readMacros = (raw: unknown): ReadMacros => {
  if (raw === undefined || raw === null) return { macros: [], problems: [] }
  if (!isPart(raw)) return { macros: [], problems: [{ name: 'macros', what: 'they are written as { name: … }' }] }
  const macros: Macro[] = []
  const problems: MacroProblem[] = []
  for (const [at, [written, one]] of Object.entries(raw).entries()) {
    const name = line(written)
    if (at === most.macros) {
      problems.push({ name, what: `more than ${most.macros} macros; this one and the rest are left out` })
      break
    }
    try {
      if (name === '') throw new MacroMistake('it has no name')
      macros.push(readMacro(name, cleaned(one)))
    } catch (error) {
      problems.push({ name, what: line(error instanceof MacroMistake ? error.message : 'it cannot be read') })
    }
  }
  return { macros, problems }
}
