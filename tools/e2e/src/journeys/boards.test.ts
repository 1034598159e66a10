import type { Screen } from '@mmd/tools-screen-driver'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

const open = async (person: Person, name: string): Promise<void> => {
  await person.does('board.open')
  await person.sees('Show a board')
  await person.sees(name)
  await person.types(name)
  await person.presses('enter')
}

/** The keys of a column, from top to bottom: columns are apart by lines. */
const cards = (screen: Screen, column: number, left: number): readonly string[] =>
  screen
    .text()
    .split('\n')
    .map((line) => line.slice(left).split('│')[column + 1] ?? '')
    .flatMap((cell) => /\b[A-Z]+-\d+\b/.exec(cell)?.[0] ?? [])

journey('a board: columns, limits, the sprint, and its backlog', { sizes: ['120x36', '200x60'] }, async (person) => {
  await open(person, 'Payments sprint board')
  await person.sees(/In review +\d+(?: of |\/)4/)
  await person.sees(/PAY 37, \d+ days? left/)
  await person.sees('Boards')
  await person.does('view.next')
  await person.sees(/─ Backlog: Payments sprint board ─/)
  await person.sees('PAY 38')
})

journey('a card is ranked at once, by the site too, and put back', { alone: {} }, async (person) => {
  await open(person, 'Operations')
  // Columns and how much is in them are on screen a frame before the cards.
  await person.waitsFor('cards', () => cards(person.screen, 0, 26).length > 1)
  const [first, second] = cards(person.screen, 0, 26)
  await person.does('board.rank-down')
  await person.waitsFor('another card on top', () => cards(person.screen, 0, 26)[0] === second)
  await person.hasSent()
  await person.does('list.refresh')
  await person.screen.waitIdle()
  expect(cards(person.screen, 0, 26).slice(0, 2)).toEqual([second, first])
  await person.does('app.undo')
  await person.waitsFor('the card back on top', () => cards(person.screen, 0, 26)[0] === first)
  await person.hasSent()
})

journey('a quick filter leaves some cards, and all come back without it', {}, async (person) => {
  await open(person, 'Operations')
  await person.sees(/Selected +\d+/)
  await person.does('board.quick-filters')
  await person.sees('▸ [ ] Incidents')
  await person.presses('space', 'enter')
  await person.sees('Operations / Incidents')
  await person.does('board.quick-filters')
  await person.sees('▸ [x] Incidents')
  await person.presses('space', 'enter')
  await person.seesNo('Operations / Incidents')
})

journey('on a small screen the columns come one after the other', { sizes: ['40x10', '80x24'] }, async (person) => {
  await open(person, 'Operations')
  await person.sees(/columns 1–\d of 4 ›/)
  for (let column = 0; column < 3; column += 1) await person.does('board.right')
  await person.sees(/‹ columns \d–4 of 4/)
})

journey('the board is a list too, with the preview', {}, async (person) => {
  await open(person, 'Operations')
  await person.sees(/Selected +\d+/)
  await person.does('board.as-list')
  await person.sees(/─ \d+\/\d+ ─/)
  await person.does('board.as-list')
  await person.sees(/Selected +\d+/)
})

journey('a queue is put in the order of the time that is left', { sizes: ['120x36', '80x24'] }, async (person) => {
  await person.does('queue.open')
  await person.sees('Waiting for us')
  await person.types('Waiting')
  await person.presses('enter')
  await person.sees(/Key +Time to/)
  await person.sees('Queues')
  await person.sees(/SUP-\d+ +-?\d+/)
})
