import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

/** Opens the issue under the cursor and waits until its sections can be gone to: they come with what the site says of it. */
const openWhole = async (person: Person, key: string): Promise<void> => {
  await person.does('issue.open')
  await person.sees(`╭─ ${key}`)
  await person.site.sandbox.journal.waitFor(({ path }) => path.endsWith(`/issue/${key}`))
  await person.screen.waitIdle()
}

/** One that somebody has commented, with work logged. */
const talked = 'key = PAY-1340'

journey(
  'an open issue is walked through by sections and items',
  { jql: talked, sizes: ['40x10', '120x36'] },
  async (person) => {
    await openWhole(person, 'PAY-1340')
    await person.does('section.comments')
    await person.sees(/── Comments \d+/)
    await person.does('section.worklog')
    await person.sees(/── Work logged \d+/)
    await person.does('section.fold')
    await person.sees(/▸ Work logged/)
    await person.does('section.history')
    await person.sees(/── History \d+|── ▾ History|History/)
    await person.does('section.top')
    await person.sees('Document /v2/rates')
    await person.does('app.back')
    await person.isOn('PAY-1340')
  },
)

journey('a comment is answered with a quote, changed and deleted', { jql: talked }, async (person) => {
  const comments = async (): Promise<string> => JSON.stringify((await person.issue('PAY-1340'))['comments'])
  await person.does('issue.open')
  await person.sees('Zhang Wei')
  await person.does('section.comments')
  await person.sees('R reply')
  await person.does('comment.reply')
  await person.sees('wrote:')
  await person.types('So it stays.')
  await person.presses('ctrl-s')
  await person.sees('── Comments 2')
  await person.hasSent()
  expect(await comments()).toContain('So it stays.')
  await person.goesOn(() => person.does('item.next'), /▌ ?So it stays/)
  await person.does('comment.edit')
  await person.sees('Ctrl-S saves')
  await person.types(' For now.')
  await person.presses('ctrl-s')
  await person.sees('· edited')
  await person.hasSent()
  expect(await comments()).toContain('For now.')
  await person.does('comment.delete')
  await person.seesNo('So it stays')
  await person.hasSent()
  expect(await comments()).not.toContain('So it stays')
})

journey('a linked issue is gone to, and left again', { jql: 'key = PAY-1282' }, async (person) => {
  const { key } = await person.row()
  await openWhole(person, key)
  await person.does('section.links')
  const linked = await person.sees(/▌ *(?:[a-z ]+ )?[A-Z]+-\d+/)
  const [, other = ''] = /▌.*?([A-Z]+-\d+)/.exec(linked) ?? []
  await person.does('link.follow')
  await person.sees(`╭─ ${other}`)
  await person.does('walk.back')
  await person.sees(`╭─ ${key}`)
  await person.does('walk.forward')
  await person.sees(`╭─ ${other}`)
})

journey(
  'what others did since the last visit is marked as new',
  { jql: 'key = PAY-1339', sizes: ['80x24'] },
  async (person) => {
    await person.does('issue.open')
    await person.sees('╭─ PAY-1339')
    await person.does('app.back')
    await person.isOn('PAY-1339')
    await person.site.asColleague('kenji', 'POST', 'issue/PAY-1339/comment', { body: 'The keys are rotated.' })
    await person.does('list.refresh')
    await person.waitsFor('the mark of what is new', () => person.rows()[0]?.text.startsWith(' •') === true)
    await person.does('issue.open')
    await person.sees('1 new')
    await person.does('news.next')
    await person.sees('The keys are rotated.')
    await person.sees(/new/)
  },
)

journey(
  'summary and description are written in an editor of one’s own',
  { jql: 'key = PAY-1338 OR key = PAY-1337', env: { VISUAL: `sh -c 'sed -i "1,3s/Refund/Repayment/" "$1"' sh` } },
  async (person) => {
    const { key } = await person.row()
    const { summary } = await person.issue(key)
    await person.does('issue.edit-in-editor')
    await person.sees(/saved|changed|u takes it back|Repayment/)
    await person.hasSent()
    expect((await person.issue(key))['summary']).toBe(String(summary).replace('Refund', 'Repayment'))
  },
)
