import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

const open = 'project = OPS AND assignee is EMPTY AND resolution is EMPTY'

/** The labels that the site has for what a query finds. */
const labels = async (person: Person, jql: string): Promise<readonly (readonly string[])[]> => {
  const { stdout } = await person.run('issue', 'list', '--jql', jql, '--limit', '100', '--json')
  const list: readonly { readonly labels: readonly string[] }[] = JSON.parse(stdout)
  return list.map((issue) => issue.labels)
}

journey(
  'many issues are changed after a plan, with an outcome each, and taken back at once',
  { jql: open, sizes: ['80x24'] },
  async (person) => {
    const count = Number(/\/(\d+) ─╮/.exec(person.screen.text())?.[1])
    await person.does('list.mark-all')
    await person.sees(`${count} marked`)
    await person.does('issue.labels')
    await person.types('by-the-dozen')
    await person.sees('new')
    await person.presses('enter')
    await person.sees(`Plan: ${count} issues labelled by-the-dozen`)
    await person.sees(`${count} issues changed`)
    await person.presses('space')
    await person.sees(`Enter changes ${count - 1}`)
    await person.picture('plan')
    expect(person.changes()).toEqual([])
    await person.presses('enter')
    await person.sees(new RegExp(`✓ (${count - 1} of )?${count - 1}`))
    await person.presses('esc')
    await person.hasSent()
    expect((await labels(person, open)).filter((each) => each.includes('by-the-dozen'))).toHaveLength(count - 1)
    await person.does('app.undo')
    await person.sees('Taken back')
    await person.hasSent()
    expect((await labels(person, open)).flat()).not.toContain('by-the-dozen')
  },
)

journey('a plan is left without a change, and the marks stay', { sizes: ['120x36', '40x10'] }, async (person) => {
  await person.does('list.mark-all')
  await person.sees(/\d\d+ marked/)
  await person.does('issue.assign-to-me')
  await person.sees('Plan: ')
  await person.presses('esc')
  await person.seesNo('Plan: ')
  await person.sees(/\d\d+ marked/)
  expect(person.changes()).toEqual([])
})

journey(
  'what the site refuses of many is named, and sent again alone',
  { jql: open, deployments: ['Data Center'] },
  async (person) => {
    const [, , refused] = person.rows()
    const back = person.site.sandbox.faults.add({
      kind: 'status',
      status: 400,
      message: 'Not this one',
      match: { method: 'PUT', path: new RegExp(`${refused?.key}$`) },
    })
    await person.does('list.mark-all')
    await person.does('issue.labels')
    await person.types('but-one')
    await person.sees('new')
    await person.presses('enter')
    await person.sees('Plan: ')
    await person.presses('enter')
    await person.sees('✗ 1 not taken')
    await person.presses('n')
    await person.sees('Not this one')
    expect(person.screen.text()).toMatch(new RegExp(`▸ ✗ ${refused?.key}`))
    back()
    await person.presses('r')
    await person.seesNo('not taken')
    await person.hasSent()
    expect(await person.issue(refused?.key ?? '')).toMatchObject({ labels: expect.arrayContaining(['but-one']) })
  },
)
