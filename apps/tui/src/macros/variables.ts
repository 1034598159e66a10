import type { MacroStep, Template } from './macro.ts'

/** What stands for a variable; the `?` after a name is allowed and means nothing more. */
const place = /\{\{ ?([A-Za-z][\w-]{0,39})\?? ?\}\}/g

/** Variables that every macro has: who is signed in, the issue and who reported it, the day, and what is pasted when it is asked for. */
export const ownVariables = ['me', 'key', 'summary', 'project', 'reporter', 'today', 'clipboard'] as const

/** The text with its variables filled in; one without a value stays as it is written. Filled-in values are not read again. */
export const fill = (text: Template, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(place, (written: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : written,
  )

/** The names of the variables in a text. */
export const namesIn = (text: Template): readonly string[] => [...text.matchAll(place)].map(([, name = '']) => name)

/** Every text of a step that may have variables. */
const textsOf = (step: MacroStep): readonly string[] =>
  Object.entries(step).flatMap(([name, value]): readonly string[] => {
    if (name === 'kind') return []
    if (typeof value === 'string') return [value]
    if (typeof value !== 'object') return []
    return Object.values(value).filter((one) => typeof one === 'string')
  })

/** The names of the variables of steps, each once. */
export const namesUsed = (steps: readonly MacroStep[]): readonly string[] => [
  ...new Set(steps.flatMap(textsOf).flatMap(namesIn)),
]

const filledPart = (value: unknown, values: Readonly<Record<string, string>>): unknown => {
  if (typeof value === 'string') return fill(value, values)
  if (Array.isArray(value)) return value.map((one) => filledPart(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledPart(one, values)]))
}

/** The step with its variables filled in. */
export const fillStep = (step: MacroStep, values: Readonly<Record<string, string>>): MacroStep =>
  // Only texts change, and no text of a step but its kind, which has no variables, is of a closed set.
  filledPart(step, values) as MacroStep
