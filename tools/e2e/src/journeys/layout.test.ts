import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

/** No line is wider than the screen, and every frame that begins in a line ends in it. */
const isSound = (person: Person): Promise<void> =>
  person.waitsFor('every frame to end in the line in which it begins', () => {
    const lines = person.screen.text().split('\n')
    const isWhole = (line: string): boolean => line.match(/[╭╰]/g)?.length === line.match(/[╮╯]/g)?.length
    return lines.length <= person.screen.rows && lines.every(isWhole)
  })

journey(
  'a small screen has the list alone, and each issue on the whole of it',
  { sizes: ['40x10'] },
  async (person) => {
    await isSound(person)
    expect(person.screen.text()).not.toContain('Views')
    const { key } = await person.row()
    await person.does('issue.open')
    await person.sees(`╭─ ${key}`)
    await isSound(person)
    await person.does('app.back')
    await person.isOn(key)
    await person.does('focus.left')
    await person.sees('╭─ Views')
    await person.sees('1 Untriaged')
    await isSound(person)
  },
)

journey('at 80×24 the preview is below the list', { sizes: ['80x24'] }, async (person) => {
  await isSound(person)
  const { key } = await person.row()
  await person.sees(new RegExp(`│╭─ ${key} ─+╮\\n`))
  expect(person.rows().length).toBeGreaterThanOrEqual(10)
})

journey('wide screens have three panes beside each other', { sizes: ['120x36', '200x60'] }, async (person) => {
  await isSound(person)
  const { key } = await person.row()
  await person.sees(new RegExp(`^.*\\n╭─ Views ─+╮╭─ Untriaged ─+ 1/\\d+ ─╮╭─ ${key} ─+╮\\n`))
  if (person.screen.cols === 200) expect((await person.row()).text).toMatch(/Waiting for support +unassigned/)
})

journey('the window is resized while the program runs', { sizes: ['120x36'] }, async (person) => {
  await person.does('move.down', 4)
  await person.sees(/ 5\/\d+ ─╮/)
  const { key } = await person.row()
  for (const [cols, rows] of [
    [40, 10],
    [200, 60],
    [80, 24],
    [62, 15],
    [132, 43],
  ] as const) {
    await person.screen.resize(cols, rows)
    await person.isOn(key)
    await isSound(person)
  }
})

journey('panes are made wider and narrower', { sizes: ['120x36'] }, async (person) => {
  const border = (): number => person.screen.line(1).indexOf('╭─ Untriaged')
  const before = border()
  await person.does('focus.left')
  await person.does('view.wider')
  await person.waitsFor('a wider pane', () => border() > before)
  await person.does('view.narrower')
  await person.waitsFor('the pane as it was', () => border() === before)
  await isSound(person)
})

journey(
  'without colours priorities, types, marks and the cursor can be read',
  { sizes: ['200x60'], env: { NO_COLOR: '1' } },
  async (person) => {
    const row = await person.row()
    expect(row.text).toMatch(/[⇈▲●▼⇊] +(Task|Bug|Story|Epic|Sub-task|Service|Incident)/)
    expect(new Set(person.rows().map(({ text }) => /[⇈▲●▼⇊]/u.exec(text)?.[0])).size).toBeGreaterThan(2)
    await person.does('list.mark')
    await person.sees('1 marked')
    expect(person.rows()[0]?.text).toMatch(/^●/)
    expect(await person.sees(/(?:Lowest|Low|Medium|High|Highest) · /)).toMatch(
      /[⇈▲●▼⇊] (?:Lowest|Low|Medium|High|Highest)/,
    )
    expect(person.screen.rawOutput().toString('latin1')).not.toMatch(/\u001B\[(?:3[0-8]|4[0-8]|9\d)[;m]/)
  },
)
