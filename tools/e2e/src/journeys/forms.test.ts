import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

const tasks = 'project = PAY AND type = Task AND resolution is EMPTY'

/** Up to the form of a new task of Payments. */
const newTask = async (person: Person): Promise<void> => {
  await person.does('issue.new')
  await person.sees('which project?')
  await person.types('PAY')
  await person.presses('enter')
  await person.sees('which type?')
  await person.types('task')
  await person.presses('enter')
}

journey('makes a new issue', { sizes: ['80x24', '120x36'] }, async (person) => {
  await person.does('issue.new')
  await person.sees('New issue: which project?')
  await person.types('PAY')
  await person.presses('enter')
  await person.sees('which type?')
  await person.types('bug')
  await person.presses('enter')
  await person.sees('New Bug in PAY')
  await person.sees('▸ Summary')
  await person.types('The journey found this')
  await person.presses('enter', 'ctrl-s')
  await person.seesNo('New Bug in PAY')
  await person.hasSent()
  await person.sees(/PAY-\d+/)
  const { stdout } = await person.run('issue', 'list', '--jql', 'text ~ "journey found"', '--json')
  expect(JSON.parse(stdout)[0]).toMatchObject({ project: 'PAY', type: 'Bug', summary: 'The journey found this' })
})

journey('makes a sub-task', { jql: tasks, sizes: ['120x36'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.new-subtask')
  await person.sees(/New Sub-task/)
  await person.sees('▸ Summary')
  await person.types('A part of it')
  await person.presses('enter', 'ctrl-s')
  await person.seesNo(/New Sub-task/)
  await person.hasSent()
  expect(JSON.stringify((await person.issue(key))['subtasks'])).toContain('A part of it')
})

journey('edits fields, and takes them back', { jql: tasks, sizes: ['80x24'] }, async (person) => {
  const { key } = await person.row()
  const { summary } = await person.issue(key)
  await person.does('issue.edit')
  await person.sees(`Edit ${key}`)
  await person.sees('▸ Summary')
  await person.presses('enter', 'ctrl-u')
  await person.types('Said in fewer words')
  await person.presses('enter', 'ctrl-s')
  await person.seesNo(`Edit ${key}`)
  await person.sees('Said in fewer words')
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ summary: 'Said in fewer words' })
  await person.does('app.undo')
  await person.sees('Taken back')
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ summary })
})

journey(
  'a form says beside the field what is missing, and keeps what was filled in',
  { sizes: ['40x10', '80x24'] },
  async (person) => {
    await newTask(person)
    await person.sees('New Task')
    await person.sees('▸ Summary')
    await person.presses('ctrl-s')
    await person.sees('Summary must be')
    await person.types('Half a thought')
    await person.presses('enter')
    await person.sees('Half a thought')
    await person.presses('esc')
    await person.sees('kept')
    await person.startsAgain({ signal: 'SIGKILL' })
    await newTask(person)
    await person.sees('Half a thought')
    expect(person.changes()).toEqual([])
  },
)

journey('what the site does not take stands beside its field', { jql: tasks, sizes: ['120x36'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.edit')
  await person.sees(`Edit ${key}`)
  await person.sees('▸ Summary')
  person.site.sandbox.faults.add({
    kind: 'status',
    status: 400,
    json: { errorMessages: [], errors: { summary: 'Words are missing here' } },
    match: { method: 'PUT', path: /issue\/[^/]+$/ },
    times: 1,
  })
  await person.presses('enter', 'ctrl-u')
  await person.types('Nothing of use')
  await person.presses('enter', 'ctrl-s')
  await person.sees('Words are missing here')
})

journey(
  'a comment is kept through Esc and the death of the program, and then sent',
  { jql: tasks, sizes: ['120x36', '40x10'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.comment')
    await person.sees('Comment on')
    await person.types('It was the cache')
    await person.presses('esc')
    await person.sees('kept')
    await person.does('issue.comment')
    await person.sees('It was the cache')
    await person.types(', once more')
    await person.startsAgain({ signal: 'SIGKILL' })
    await person.isOn(key)
    await person.does('issue.comment')
    await person.sees('It was the cache')
    await person.presses('ctrl-s')
    await person.seesNo('Comment on')
    await person.hasSent()
    expect(JSON.stringify((await person.issue(key))['comments'])).toContain('It was the cache')
    await person.does('app.undo')
    await person.sees(/Take/)
  },
)
