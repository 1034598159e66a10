import { type Action, actionGroups } from '../actions/action.ts'
import { scopeWords } from '../actions/scope-words.ts'
import { showChords } from '../input/chord.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const code = (text: string): string => `\`${text}\``

const row = (action: Action): string => {
  const keys = action.keys.map((sequence) => code(cell(showChords(sequence)))).join(' or ')
  return `| ${keys === '' ? 'palette' : keys} | ${cell(action.title)}${action.single === true ? ' (one issue)' : ''} | ${scopeWords[action.scope]} | ${code(action.id)} |`
}

/** The page of all keys, from the one table of actions. */
export const keysPage = (actions: readonly Action[]): string => {
  const tables = actionGroups.map((group) => {
    const rows = actions.filter((action) => action.group === group && action.scope !== 'welcome').map(row)
    return `## ${group}\n\n| key | what it does | where | name |\n|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# Keys

<!-- Generated from the table of actions: npm run docs -->

A number typed before a key repeats it or names a row: \`5j\`, \`12G\`. A digit alone is the view with that number.
Actions work on the marked rows, else on the row under the cursor: a comment, a value of a field or work logged is then given to each
of them, and \`u\` takes all of it back. What is told to be for one issue says so when several are marked. \`Enter\` opens the row under
the cursor whatever is marked, and an issue that has the whole screen is meant alone. In dialogs \`Enter\` confirms and \`Esc\` leaves; in a text
area \`Enter\` is a new line, \`Ctrl-S\` sends, and \`Esc\` keeps the draft. Other keys are given by the name of the action: [Configuration](configuration.md).

${tables.join('\n')}`
}
