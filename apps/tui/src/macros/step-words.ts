import type { MacroStep } from './macro.ts'

const fieldWords = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => (value === '' ? `${name} to nothing` : `${name} to ${value}`))
    .join(', ')

/** The first line of a text, in quotation marks. */
const quoted = (text: string): string => {
  const [first = '', ...more] = text.split('\n')
  return `“${first}${more.length > 0 ? '…' : ''}”`
}

/** A step in a few words: `comment “Thanks, {{me}}”`. */
export const stepWords = (step: MacroStep): string => {
  switch (step.kind) {
    case 'assign':
      return step.to === 'none' ? 'unassign' : `assign to ${step.to}`
    case 'label':
      return [...step.add.map((label) => `label +${label}`), ...step.remove.map((label) => `label −${label}`)].join(
        ', ',
      )
    case 'priority':
      return `priority ${step.to}`
    case 'transition': {
      const resolution = step.resolution === undefined ? '' : ` as ${step.resolution}`
      const fields = Object.keys(step.fields).length === 0 ? '' : `, ${fieldWords(step.fields)}`
      return `move to ${step.to}${resolution}${fields}${step.comment === undefined ? '' : `, comment ${quoted(step.comment)}`}`
    }
    case 'comment':
      return `${step.internal ? 'internal comment' : 'comment'} ${quoted(step.body)}`
    case 'set':
      return `set ${fieldWords(step.fields)}`
    case 'link':
      return `${step.type} ${step.to}`
    case 'web-link':
      return `link to ${step.url}`
    case 'worklog':
      return `log ${step.time}${step.comment === '' ? '' : ` ${quoted(step.comment)}`}`
    case 'watch':
      return step.on ? 'watch' : 'stop watching'
    case 'vote':
      return step.on ? 'vote' : 'take the vote back'
    case 'snooze':
      return step.until === 'wake' ? 'wake' : `snooze until ${step.until}`
    case 'sprint':
      return step.to.toLowerCase() === 'backlog' ? 'move to the backlog' : `move to sprint ${step.to}`
    case 'rank':
      return `rank ${step.side} ${step.of}`
    case 'open':
      return `open ${step.url}`
  }
}
