import { expect } from 'vitest'
import { journey } from './journey.ts'
import { configure } from './site.ts'

journey('views are gone through by bracket, by number and by name', { sizes: ['40x10', '120x36'] }, async (person) => {
  await person.does('view.next')
  await person.sees('╭─ Mine')
  await person.does('view.next')
  await person.sees('╭─ Reported by me')
  await person.does('view.previous')
  await person.sees('╭─ Mine')
  await person.presses('5')
  await person.sees('╭─ All open')
  await person.does('app.palette')
  await person.types('recently updated')
  await person.presses('enter')
  await person.sees('╭─ Recently updated')
})

journey('the palette goes to a key, a number and words', { sizes: ['40x10', '120x36'] }, async (person) => {
  await person.does('app.palette')
  await person.types('pay-1340')
  await person.sees('▸ PAY-1340')
  await person.presses('enter')
  await person.sees('╭─ PAY-1340')
  await person.does('app.back')
  const first = await person.row()
  await person.does('move.down')
  await person.waitsFor('the next row', () => person.rows().some((row) => row.current && row.key !== first.key))
  const { key } = await person.row()
  const [project, number = ''] = key.split('-')
  await person.does('app.palette')
  await person.types(number)
  await person.sees(`▸ ${project}-${number}`)
  await person.presses('esc')
  await person.does('app.palette')
  await person.types('#runbook log shipper')
  await person.sees(/▸ OPS-399 +Update the runb/)
  await person.presses('enter')
  await person.sees('╭─ OPS-399')
})

journey('the palette offers the saved sites', { sizes: ['80x24'] }, async (person) => {
  await person.does('app.palette')
  await person.types('@ac')
  await person.sees(/▸ @acme +site/)
})

journey('a list is saved as a view, moved, hidden and shown again', { sizes: ['120x36'] }, async (person) => {
  await person.does('list.sort')
  await person.types('priority')
  await person.presses('enter')
  await person.sees('By Priority')
  for (const name of ['By weight', 'Second one']) {
    await person.does('view.save')
    await person.sees('Save as a view')
    await person.presses('ctrl-u')
    await person.types(name)
    await person.presses('enter')
    await person.sees(`Saved as ${name}`)
  }
  const places = (): readonly number[] =>
    ['By weight', 'Second one'].map((name) => person.screen.text().search(`\\d ${name}`))
  const ascending = ([one = 0, other = 0]: readonly number[]): boolean => one < other
  await person.waitsFor('both views', () => places().every((at) => at > 0) && ascending(places()))
  await person.does('focus.left')
  await person.does('view.up')
  await person.waitsFor('the other order', () => !ascending(places()))
  await person.does('view.hide')
  await person.sees('is hidden')
  await person.seesNo(/\d Second one/)
  await person.startsAgain()
  await person.sees(/\d By weight/)
  await person.does('view.show-hidden')
  await person.sees('Show hidden views')
  await person.presses('space', 'enter')
  await person.sees(/\d Second one/)
  const { stdout } = await person.run('view', 'list')
  expect(stdout).toMatch(/Second one[\s\S]*By weight/)
})

journey(
  'views of the configuration are opened by name, and come when the file is changed',
  { jql: 'project = OPS ORDER BY key', sizes: ['80x24'] },
  async (person) => {
    await person.sees('▸ Journey')
    await person.sees(/\d Journey +\d+ │/)
    await person.waitsFor('rows of one project', () => person.rows().every(({ key }) => key.startsWith('OPS-')))
    await configure(person.home, 'views: [{ title: Late ones, jql: "due < now()" }]\n')
    person.screen.send('\u001B[O\u001B[I')
    await person.sees(/\d Late ones/)
    await person.seesNo(/\d Journey/)
  },
)

journey('a query of one’s own is typed, refused in place, and mended', { sizes: ['80x24'] }, async (person) => {
  await person.does('view.jql')
  await person.sees('Enter searches')
  await person.presses('ctrl-u')
  await person.types('project = NOPE')
  await person.presses('enter')
  // First what the site said: until then the bar is still the one that was typed into.
  await person.sees(/NOPE.*(does not exist|not exist|no such)|There is no/)
  await person.sees('Enter searches')
  await person.presses('ctrl-u')
  await person.types('project = OPS AND priority = Highest')
  await person.presses('enter')
  await person.sees('▸ JQL')
  await person.waitsFor('rows of one project', () => person.rows().every(({ key }) => key.startsWith('OPS-')))
})
