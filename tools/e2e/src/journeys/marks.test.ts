import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

const marked = (person: Person): number => person.rows().filter(({ text }) => text.startsWith('●')).length

journey('rows are marked one by one, and the header counts them', { sizes: ['80x24', '200x60'] }, async (person) => {
  const [first, second] = person.rows()
  await person.does('list.mark')
  await person.sees('1 marked')
  await person.isOn(second?.key ?? '')
  await person.does('list.mark')
  await person.sees('2 marked')
  await person.waitsFor('two marks', () => marked(person) === 2)
  await person.does('move.first')
  await person.isOn(first?.key ?? '')
  await person.does('list.mark')
  await person.sees('1 marked')
  await person.does('app.back')
  await person.seesNo('marked')
  await person.waitsFor('no mark', () => marked(person) === 0)
})

journey('a range is marked from one end to the other', { sizes: ['40x10', '120x36'] }, async (person) => {
  await person.does('move.down')
  await person.does('list.mark-range')
  await person.does('move.down', 3)
  await person.does('list.mark-range')
  await person.sees('4 marked')
  await person.does('move.up', 3)
  await person.waitsFor('four marks', () => marked(person) === 4)
})

journey('all rows are marked, and none', { sizes: ['80x24'] }, async (person) => {
  const all = /\/(\d+) ─╮/.exec(person.screen.text())?.[1]
  await person.does('list.mark-all')
  await person.sees(`${all} marked`)
  await person.waitsFor('a mark in each row', () => marked(person) === person.rows().length)
  await person.does('list.mark-all')
  await person.seesNo(/\d marked/)
  await person.waitsFor('no mark', () => marked(person) === 0)
})

journey(
  'what is done to marked rows is one change, and is taken back as one',
  { sizes: ['120x36'] },
  async (person) => {
    const keys = person
      .rows()
      .slice(0, 3)
      .map(({ key }) => key)
    await person.does('list.mark-range')
    await person.does('move.down', 2)
    await person.does('list.mark-range')
    await person.sees('3 marked')
    await person.does('issue.priority')
    await person.sees('Priority of 3 issues')
    await person.types('highest')
    await person.presses('enter')
    await person.sees('u takes it back')
    await person.hasSent()
    for (const key of keys) expect(await person.issue(key)).toMatchObject({ priority: 'Highest' })
    await person.seesNo('marked ·')
    await person.does('app.undo')
    await person.sees('Taken back')
    await person.hasSent()
    for (const key of keys) expect((await person.issue(key))['priority']).not.toBe('Highest')
  },
)
