import type { FieldValue } from '@mmd/jira-api/model'

/** Characters of a text that are shown in a sentence. */
const longest = 60

const cut = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

const duration = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)]
  return [...(hours > 0 ? [`${hours} h`] : []), ...(minutes > 0 || hours === 0 ? [`${minutes} min`] : [])].join(' ')
}

const listWords = (words: readonly string[]): string => cut(words.join(', '))

/** Some words for a value; null where there are none, since it is a long text or none at all. */
export const valueWords = (value: FieldValue): string | null => {
  switch (value.kind) {
    case 'empty':
    case 'rich-text':
      return null
    case 'text':
      return cut(value.text)
    case 'number':
      return String(value.number)
    case 'date':
      return value.date
    case 'time':
      return value.time.slice(0, 16).replace('T', ' ')
    case 'user':
      return value.user.name
    case 'users':
      return listWords(value.users.map(({ name }) => name))
    case 'named':
      return value.value.name
    case 'named-list':
      return listWords(value.values.map(({ name }) => name))
    case 'option':
      return value.option.label
    case 'options':
      return listWords(value.options.map(({ label }) => label))
    case 'cascading':
      return value.child === null ? value.parent.label : `${value.parent.label} / ${value.child.label}`
    case 'words':
      return listWords(value.words)
    case 'sprints':
      return listWords(value.sprints.filter(({ state }) => state !== 'closed').map(({ name }) => name))
    case 'issue':
      return value.key
    case 'team':
      return value.team.name
    case 'estimates': {
      const { original, remaining } = value.estimates
      const parts = [
        ...(original === null ? [] : [duration(original)]),
        ...(remaining === null ? [] : [`${duration(remaining)} left`]),
      ]
      return listWords(parts)
    }
    case 'sla':
      return value.sla.name
    case 'development':
      return 'development'
    case 'withheld':
      return value.reason
    case 'unknown':
      return cut(value.label)
  }
}
