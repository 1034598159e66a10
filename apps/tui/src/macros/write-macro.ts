import type { Macro, MacroStep } from './macro.ts'

type Plain = Readonly<Record<string, unknown>>

const present = (fields: Readonly<Record<string, unknown>>): Plain =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const some = <T extends object>(value: T): T | undefined => (Object.keys(value).length === 0 ? undefined : value)

/** A step as it is written in a file; `readStep` reads it back. */
export const writeStep = (step: MacroStep): Plain => {
  switch (step.kind) {
    case 'assign':
    case 'priority':
    case 'sprint':
      return { [step.kind]: step.to }
    case 'label':
      return { label: present({ add: some(step.add), remove: some(step.remove) }) }
    case 'transition': {
      const { to, fields, resolution, comment } = step
      return { transition: present({ to, fields: some(fields), resolution, comment }) }
    }
    case 'comment':
      return { comment: present({ body: step.body, internal: step.internal || undefined }) }
    case 'set':
      return { set: step.fields }
    case 'link':
      return { link: { type: step.type, to: step.to } }
    case 'web-link':
      return { link: { url: step.url, title: step.title } }
    case 'worklog':
      return { worklog: present({ time: step.time, comment: step.comment === '' ? undefined : step.comment }) }
    case 'watch':
    case 'vote':
      return { [step.kind]: step.on }
    case 'snooze':
      return { snooze: step.until }
    case 'rank':
      return { rank: { [step.side]: step.of } }
    case 'open':
      return { open: step.url }
  }
}

/** A macro as it is written in a file, without its name. */
export const writeMacro = ({ key, variables, steps }: Omit<Macro, 'name'>): Plain =>
  present({
    key: key.length === 0 ? undefined : key.join(' '),
    variables:
      variables.length === 0
        ? undefined
        : Object.fromEntries(
            variables.map(({ name, ask, type, choices, default: first }) => [
              name,
              present({ ask, type, choices: some(choices), default: first === '' ? undefined : first }),
            ]),
          ),
    actions: steps.map(writeStep),
  })
