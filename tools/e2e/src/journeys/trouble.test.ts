import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

/** Nothing reaches the site until the answer is called. */
const cutOff = ({ site }: Person): (() => void) => site.sandbox.faults.add({ kind: 'drop', match: { path: '/' } })

journey(
  'offline is said, a change waits, and is sent when the site is back',
  { sizes: ['80x24', '120x36'] },
  async (person) => {
    const { key } = await person.row()
    const back = cutOff(person)
    await person.does('issue.assign-to-me')
    await person.sees('⊘ offline')
    await person.sees('⇅ 1')
    await person.sees(/Assignee +Mira Lindqvist/)
    await person.does('app.outbox')
    await person.sees(`${key} assign to Mira Lindqvist`)
    await person.presses('esc')
    back()
    await person.does('list.refresh')
    await person.seesNo('⊘ offline')
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
  },
)

journey('what waits is sent by the next start', { sizes: ['40x10'] }, async (person) => {
  await person.does('move.down')
  await person.sees(/ 2\/\d+ ─╮/)
  const { key } = await person.row()
  const back = cutOff(person)
  await person.does('issue.assign-to-me')
  await person.sees(/⇅ 1|offline/)
  await person.screen.close()
  back()
  await person.startsAgain()
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
})

for (const [way, pressed, holds] of [
  ['mine', ['m', 'enter'], 'Highest'],
  ['theirs', ['t', 'enter'], 'Lowest'],
] as const)
  journey(
    `what both have changed is shown, and ${way} is kept`,
    { jql: 'project = PAY AND priority = Medium AND resolution is EMPTY', sizes: ['120x36'] },
    async (person) => {
      const { key } = await person.row()
      await person.site.asColleague('kenji', 'PUT', `issue/${key}`, { fields: { priority: { name: 'Lowest' } } })
      await person.does('issue.priority')
      await person.sees('Priority of')
      await person.types('highest')
      await person.presses('enter')
      await person.sees('≠ 1 conflict')
      await person.does('app.outbox')
      await person.sees('changed on both sides')
      await person.presses('enter')
      await person.sees('Nothing was overwritten')
      await person.sees(/mine +Highest/)
      await person.sees(/theirs +Lowest/)
      await person.picture(`conflict ${way}`)
      await person.presses(...pressed)
      await person.sees('Everything was sent')
      expect(await person.issue(key)).toMatchObject({ priority: holds })
      await person.presses('esc')
      await person.seesNo('conflict')
    },
  )

journey(
  'a change that the site refuses is taken off the row, sent again and taken',
  { sizes: ['120x36', '40x10'] },
  async (person) => {
    const { key } = await person.row()
    person.site.sandbox.faults.add({
      kind: 'status',
      status: 403,
      message: 'You may not assign this',
      match: { method: 'PUT', path: /assignee$/ },
      times: 1,
    })
    await person.does('issue.assign-to-me')
    await person.sees('1 not taken')
    await person.does('app.outbox')
    await person.sees(`${key} assign to Mira`)
    await person.sees('✗')
    await person.sees('You may not assign this')
    await person.presses('r')
    await person.sees('Everything was sent')
    await person.presses('esc')
    await person.seesNo('not taken')
    expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
  },
)

journey('a change that the site refuses is given up', { sizes: ['80x24'] }, async (person) => {
  const { key } = await person.row()
  person.site.sandbox.faults.add({ kind: 'status', status: 400, match: { method: 'PUT', path: /assignee$/ } })
  await person.does('issue.assign-to-me')
  await person.sees('1 not taken')
  await person.sees(/Assignee +unassigned/)
  await person.does('app.outbox')
  await person.sees(`${key} assign to Mira Lindqvist`)
  await person.presses('d')
  await person.sees('Everything was sent')
  await person.presses('esc')
  await person.seesNo('not taken')
})

journey(
  'a session that has ended asks for a sign-in, and what was done is sent after it',
  { alone: {}, sizes: ['80x24', '120x36'] },
  async (person) => {
    const { key } = await person.row()
    person.site.sandbox.revokeAllTokens()
    await person.does('issue.assign-to-me')
    await person.sees('Signed out')
    await person.sees(/(Personal access|API) token (for|of)/)
    await person.screen.paste(person.site.token())
    await person.presses('enter')
    await person.sees('Signed in to acme')
    await person.hasSent()
    await person.isOn(key)
    expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
  },
)

journey(
  'a site that does not answer at the start leaves the rows of yesterday',
  { alone: {}, sizes: ['80x24'] },
  async (person) => {
    const { key } = await person.row()
    cutOff(person)
    await person.startsAgain()
    await person.isOn(key)
    await person.does('list.refresh')
    await person.sees(/reached|network|connection/i)
    await person.does('move.down')
    await person.sees(/ 2\/\d+ ─╮/)
  },
)
