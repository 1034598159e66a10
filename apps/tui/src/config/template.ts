import { stringify } from 'yaml'
import type { JsonSchema } from './json-schema.ts'

const width = 96

const commented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '#' : `# ${line}`))
    .join('\n')

/** Words in lines of at most `width`. */
const wrapped = (text: string): string => {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join('\n')
}

/** What each setting is shown with in a file that nobody has written anything into yet. */
const examples: Readonly<Record<string, unknown>> = {
  theme: 'auto',
  colours: { accent: '#ff8800', bad: 'bright-red' },
  keys: { 'issue.assign': 'a', 'issue.status': ['s', '; s'], 'list.mark': false },
  columns: ['key', 'summary', 'status', 'assignee'],
  views: [{ title: 'Crashes', jql: 'type = Bug AND text ~ crash ORDER BY updated DESC' }],
  macros: { triaged: { key: 'T', actions: [{ label: { add: ['triaged'] } }, { transition: { to: 'Backlog' } }] } },
  notices: { by: 'auto', mentions: true, assignments: true },
  images: 'auto',
  mouse: true,
  screenReader: false,
  layout: { views: 26, preview: 0 },
  inbox: {
    accept: [{ assign: 'me' }, { label: { add: ['triaged'] } }],
    reasons: ['Not reproducible', { reason: 'Out of scope', comment: 'Thank you, {{reporter}}. We will not do this.' }],
  },
  limits: { bulk: 20, image: 5 },
}

/** A file in which everything is explained and nothing is set. `schema` is where an editor finds the schema. */
export const configTemplate = ({ properties = {} }: JsonSchema, schema: string): string => {
  const settings = Object.entries(properties).flatMap(([name, { description = '' }]) =>
    name in examples
      ? [`${commented(wrapped(description))}\n${commented(stringify({ [name]: examples[name] }, { lineWidth: 0 }))}\n`]
      : [],
  )
  return `# yaml-language-server: $schema=${schema}
# What can be set in mmd-tui. Take the # away before a setting and its value to change it.
# mmd-tui config check tells what is wrong with this file, and where.

${settings.join('\n')}`
}
