import { expect } from 'vitest'
import { journey } from './journey.ts'

/** Issues of one project that no other journey of this file begins with. */
const from = (project: string, more: string): string => `project = ${project} AND resolution is EMPTY AND ${more}`

journey('takes an issue, gives it back and takes it again', { sizes: ['120x36', '40x10'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.assign-to-me')
  await person.sees(`${key} assigned to`)
  await person.sees('u takes it back')
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
  await person.does('app.undo')
  await person.sees('Taken back')
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ assignee: null })
  await person.does('app.redo')
  await person.sees('Done again')
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
})

journey('assigns to somebody who is searched for at the site', { sizes: ['80x24'] }, async (person) => {
  await person.does('move.down')
  await person.sees(/ 2\/\d+ ─╮/)
  const { key } = await person.row()
  await person.does('issue.assign')
  await person.sees(`Assign ${key}`)
  await person.types('kenji')
  await person.sees('▸ Kenji Watanabe')
  await person.presses('enter')
  await person.sees(/Assignee +Kenji Watanabe/)
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Kenji Watanabe' } })
})

journey(
  'changes a status that asks for a resolution',
  { jql: from('PAY', 'status = "In Progress"'), sizes: ['120x36'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.status')
    await person.sees(`Status of ${key}`)
    await person.sees('asks for Resolution')
    await person.types('done')
    await person.presses('enter')
    await person.sees('╭─ Resolution')
    await person.types('fixed')
    await person.presses('enter')
    await person.sees('▸ Done')
    await person.presses('enter')
    await person.sees(`${key} → Done`)
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ statusCategory: 'done', resolution: 'Fixed' })
  },
)

journey(
  'changes a status that asks for nothing',
  { jql: from('PAY', 'status = Open'), sizes: ['40x10'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.status')
    await person.sees('Status of')
    await person.types('in progress')
    await person.presses('enter')
    await person.sees('→ In Progress')
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ status: 'In Progress' })
    await person.does('app.undo')
    await person.sees('Taken back')
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ status: 'Open' })
  },
)

journey('sets priority and labels', { jql: from('OPS', 'assignee is EMPTY'), sizes: ['200x60'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.priority')
  await person.sees(`Priority of ${key}`)
  await person.types('lowest')
  await person.presses('enter')
  await person.sees(/ · . Lowest · /)
  await person.does('issue.labels')
  await person.sees(`Labels of ${key}`)
  await person.types('seen-by-mira')
  await person.sees('new')
  await person.presses('enter')
  await person.sees(/Labels +.*seen-by-mira/)
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({
    priority: 'Lowest',
    labels: expect.arrayContaining(['seen-by-mira']),
  })
  await person.does('app.undo')
  await person.sees(`Taken back: ${key} labelled`)
  await person.hasSent()
  await person.does('app.undo')
  await person.sees(/Taken back: (?!.*labelled)/)
  await person.hasSent()
  const before = await person.issue(key)
  expect(before['labels']).not.toContain('seen-by-mira')
  expect(before['priority']).not.toBe('Lowest')
})

journey('logs work, and takes it back', { jql: from('PAY', 'type = Story'), sizes: ['80x24'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.log-work')
  await person.sees(`Log work on ${key}`)
  await person.types('1h30m looked into it')
  await person.presses('enter')
  await person.sees(/1h ?30m/)
  await person.hasSent()
  const comments = (issue: Record<string, unknown>): string => JSON.stringify(issue['worklogs'])
  expect(comments(await person.issue(key))).toContain('looked into it')
  await person.does('app.undo')
  await person.sees('Taken back')
  await person.hasSent()
  expect(comments(await person.issue(key))).not.toContain('looked into it')
})

journey(
  'watches and votes, and stops',
  { jql: from('SUP', 'assignee is EMPTY'), sizes: ['120x36'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.watch')
    await person.sees(`${key} watched`)
    await person.hasSent()
    await person.does('issue.vote')
    await person.sees(`${key} voted for`)
    await person.hasSent()
    expect(person.changes().map((line) => line.split('/').at(-1))).toEqual(['watchers', 'votes'])
    await person.does('app.undo')
    await person.sees(`Taken back: ${key} voted for`)
    await person.hasSent()
    await person.does('app.undo')
    await person.sees(`Taken back: ${key} watched`)
    await person.hasSent()
    expect(person.changes().map((line) => line.split(' ')[0])).toEqual(['POST', 'POST', 'DELETE', 'DELETE'])
  },
)

journey('snoozes an issue, which leaves the list, and wakes it', { sizes: ['80x24'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.snooze')
  await person.sees(`Snooze ${key}`)
  await person.types('tomorrow')
  await person.presses('enter')
  await person.waitsFor('the row to be gone', () => person.rows().every((row) => row.key !== key))
  expect(person.changes()).toEqual([])
  await person.does('app.undo')
  await person.waitsFor('the row to be back', () => person.rows().some((row) => row.key === key))
})

journey('copies key and URL, also over SSH', { sizes: ['40x10', '120x36'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.copy-key')
  await person.sees(`Copied ${key}`)
  await person.waitsFor('the key on the clipboard', () => person.screen.clipboard === key)
  await person.does('issue.copy-url')
  await person.sees('Copied the URL')
  const url = `${person.site.baseUrl}/browse/${key}`
  await person.waitsFor('the URL on the clipboard', () => person.screen.clipboard === url)
})
