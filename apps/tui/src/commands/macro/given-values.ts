import type { Issue, User } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { issueValues } from '../../macros/issue-values.ts'
import type { Macro, MacroVariable } from '../../macros/macro.ts'
import type { MacroSite } from '../../macros/macro-site.ts'
import { fill, namesUsed } from '../../macros/variables.ts'
import { isDate } from '../issue/flags.ts'

/** What `--set` gave, by name. */
export type Given = ReadonlyMap<string, string>

/** The names that a macro wants values for: its own, and what a screen would have one paste. */
const wantedOf = ({ variables, steps }: Macro): readonly Pick<MacroVariable, 'name' | 'ask'>[] => [
  ...variables,
  ...(namesUsed(steps).includes('clipboard') ? [{ name: 'clipboard', ask: 'what is on the clipboard' }] : []),
]

/** Reads `name=value` of each `--set`, and holds them against what the macro asks for. Throws a usage error. */
export const readGiven = (macro: Macro, texts: readonly string[]): Given => {
  const given = new Map(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw new AppError('usage', `“${text}” is no NAME=VALUE`, 'Write it as --set team=Blue')
      return [text.slice(0, at).trim(), text.slice(at + 1)] as const
    }),
  )
  const wanted = wantedOf(macro)
  const names = wanted.map(({ name }) => name)
  const strange = [...given.keys()].find((name) => !names.includes(name))
  if (strange !== undefined) {
    const hint = names.length === 0 ? 'It asks for nothing' : `It asks for ${names.join(', ')}`
    throw new AppError('usage', `${macro.name} does not ask for ${strange}`, hint)
  }
  const missing = wanted.find(
    ({ name }) => (given.get(name) ?? macro.variables.find((one) => one.name === name)?.default ?? '') === '',
  )
  if (missing !== undefined)
    throw new AppError('usage', `${macro.name} asks: ${missing.ask}`, `Give --set ${missing.name}=VALUE`)
  for (const variable of macro.variables) checkValue(variable, given.get(variable.name))
  return given
}

const checkValue = ({ name, type, choices }: MacroVariable, value: string | undefined): void => {
  if (value === undefined) return
  if (type === 'choice' && !choices.includes(value))
    throw new AppError('usage', `${name} cannot be “${value}”`, `It is one of ${choices.join(', ')}`)
  if (type === 'date' && !isDate(value))
    throw new AppError('usage', `${name} is no date: “${value}”`, 'Write it as 2026-12-24')
}

/** The values of a macro's variables for one issue, and the people among them. */
export interface Values {
  readonly given: Readonly<Record<string, string>>
  readonly people: Readonly<Record<string, User>>
}

/** Fills in what was not given, and finds the people who are meant. */
export const valuesFor = async (
  site: MacroSite,
  issue: Issue,
  { macro, given, today }: { readonly macro: Macro; readonly given: Given; readonly today: string },
): Promise<Values> => {
  const texts: Record<string, string> = {}
  const people: Record<string, User> = {}
  const clipboard = given.get('clipboard')
  if (clipboard !== undefined) texts['clipboard'] = clipboard
  for (const { name, type, default: first } of macro.variables) {
    const text = given.get(name) ?? fill(first, { ...issueValues(site, issue, today), ...texts })
    if (type !== 'user') {
      texts[name] = text
      continue
    }
    const person = await site.person(text)
    texts[name] = person.name
    people[name] = person
  }
  return { given: texts, people }
}
