import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

const from = (project: string, more: string): string => `project = ${project} AND resolution is EMPTY AND ${more}`

/** What the site says of an issue, as one text to look into. */
const told = async (person: Person, key: string): Promise<string> => JSON.stringify(await person.issue(key))

journey(
  'closes an issue as a duplicate of another',
  { jql: from('PAY', 'status = Open'), sizes: ['120x36'] },
  async (person) => {
    const { key } = await person.row()
    const [, other] = person.rows()
    await person.does('issue.duplicate')
    await person.sees(`${key} is a duplicate of`)
    await person.types(other?.key ?? '')
    await person.sees(`▸ ${other?.key}`)
    await person.presses('enter')
    await person.sees(`${key} `)
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ statusCategory: 'done', resolution: 'Duplicate' })
    expect(await told(person, key)).toContain(other?.key)
    await person.does('app.undo')
    await person.sees('Take back: ')
    await person.sees(`${key}: move to Open`)
    await person.presses('enter')
    await person.sees('Taken back')
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ resolution: null })
  },
)

journey(
  'links an issue to another, and takes the link back',
  { jql: from('OPS', 'assignee is EMPTY'), sizes: ['80x24'] },
  async (person) => {
    const { key } = await person.row()
    const [, other] = person.rows()
    await person.does('issue.link')
    await person.sees(`Link ${key}`)
    await person.types('blocks')
    await person.presses('enter')
    await person.sees('blocks')
    await person.types(other?.key ?? '')
    await person.sees(`▸ ${other?.key}`)
    await person.presses('enter')
    await person.sees('u takes it back')
    await person.hasSent()
    const links = async (): Promise<string> => JSON.stringify((await person.issue(key))['links'])
    expect(await links()).toContain(other?.key)
    await person.does('app.undo')
    await person.sees('Taken back')
    await person.hasSent()
    expect(await links()).not.toContain(other?.key)
  },
)

journey('changes the fix versions', { jql: from('PAY', 'fixVersion is EMPTY'), sizes: ['120x36'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.fix-version')
  await person.sees(`Fix versions of ${key}`)
  await person.sees(/\[ \] \d/)
  await person.presses('space', 'enter')
  await person.sees(/Fix versions? +\d/)
  await person.hasSent()
  expect((await person.issue(key))['fixVersions']).toHaveLength(1)
  await person.does('app.undo')
  await person.hasSent()
  expect((await person.issue(key))['fixVersions']).toHaveLength(0)
})

journey(
  'moves an issue to a sprint',
  { jql: from('PAY', 'sprint is EMPTY AND type in (Bug, Task, Story)'), sizes: ['120x36'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.sprint')
    await person.sees(/Sprint/)
    await person.presses('down', 'enter')
    await person.sees(new RegExp(`${key}.*u takes it back`))
    await person.hasSent()
    expect((await person.issue(key))['sprint']).not.toBeNull()
  },
)

journey('puts an issue below an epic', { jql: from('PAY', 'type = Task'), sizes: ['120x36'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.parent')
  await person.sees(/[Pp]arent|[Ee]pic/)
  await person.types('customers understand')
  await person.sees('▸ PAY-1363')
  await person.presses('enter')
  await person.sees(new RegExp(`${key}.*u takes it back`))
  await person.hasSent()
  expect(await told(person, key)).toContain('PAY-1363')
})

journey('attaches a file', { jql: from('PAY', 'type = Bug'), sizes: ['120x36'] }, async (person) => {
  const { key } = await person.row()
  const file = join(person.home.folder, 'what happened.txt')
  await writeFile(file, 'It stopped.')
  await person.does('issue.attach')
  await person.sees('Attach')
  await person.presses('ctrl-u')
  await person.types(file)
  await person.presses('enter')
  await person.sees('what happened.txt')
  await person.hasSent()
  expect(await told(person, key)).toContain('what happened.txt')
})
