import { expect } from 'vitest'
import { journey } from './journey.ts'

journey(
  'the cursor walks by one, by a count, to the ends and by half a page',
  { sizes: ['80x24', '120x36'] },
  async (person) => {
    const first = await person.row()
    await person.does('move.down', 5)
    await person.sees(/6\/\d+ ─╮/)
    expect((await person.row()).key).not.toBe(first.key)
    await person.does('move.up', 2)
    await person.sees(/4\/\d+ ─╮/)
    await person.does('move.last')
    await person.sees(/(\d+)\/\1 ─╮/)
    await person.does('move.last', 3)
    await person.sees(/3\/\d+ ─╮/)
    await person.does('move.half-down')
    await person.seesNo(/3\/\d+ ─╮/)
    await person.does('move.first')
    await person.isOn(first.key)
  },
)
