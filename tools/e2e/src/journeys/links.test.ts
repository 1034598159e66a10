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
    await person.sees(`closed as a duplicate of ${other?.key}`)
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
