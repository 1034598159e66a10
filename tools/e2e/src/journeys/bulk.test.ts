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

/** The comments of an issue, as text. */
const comments = async (person: Person, key: string): Promise<string> => {
  const { code, stdout, stderr } = await person.run('issue', 'view', key, '--comments', 'all')
  if (code !== 0) throw new Error(`issue view ${key}: ${code} ${stderr}`)
  return stdout
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
    await person.sees(`${count} issues to change`)
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
    await person.sees(`▸ ✗ ${refused?.key}`)
    back()
    await person.presses('r')
    await person.seesNo('not taken')
    await person.hasSent()
    expect(await person.issue(refused?.key ?? '')).toMatchObject({ labels: expect.arrayContaining(['but-one']) })
  },
)

journey(
  'one comment is written for marked issues, sent to each of them, and taken back as one',
  { jql: open, sizes: ['80x24'] },
  async (person) => {
    const keys = person
      .rows()
      .slice(0, 2)
      .map(({ key }) => key)
    await person.does('list.mark')
    await person.does('list.mark')
    await person.does('issue.comment')
    await person.sees('Comment on 2 issues')
    await person.types('Seen by **all** of us')
    await person.presses('esc')
    await person.sees('The draft is kept')
    await person.does('issue.comment')
    await person.sees('Seen by **all** of us')
    await person.presses('ctrl-s')
    await person.sees('2 issues commented')
    await person.seesNo(/\d marked/)
    await person.hasSent()
    for (const key of keys) expect(await comments(person, key)).toContain('Seen by all of us')
    await person.does('app.undo')
    await person.sees('Take back: 2 issues commented')
    await person.presses('enter')
    await person.sees('Taken back')
    await person.hasSent()
    for (const key of keys) expect(await comments(person, key)).not.toContain('Seen by all of us')
  },
)

journey(
  'a field of marked issues is edited after a plan that says which do not have it',
  { jql: '(project = OPS OR project = PAY) AND issuetype in (Task, Bug) AND resolution is EMPTY', sizes: ['80x24'] },
  async (person) => {
    await person.does('list.mark-all')
    await person.sees(/\d+ marked/)
    await person.does('issue.edit')
    await person.sees(/Summary +all \d+/)
    await person.types('Keywords')
    await person.sees(/Keywords +\d+ of \d+/)
    await person.presses('enter')
    await person.sees('Add to what is there')
    await person.presses('enter')
    await person.sees('a word; Space chooses')
    await person.types('by-the-dozen')
    await person.sees('new')
    await person.presses('enter')
    await person.sees(/Plan: \d+ issues with by-the-dozen/)
    await person.sees(/✗ \d+ not: Keywords is not on the screen/)
    await person.picture('plan')
    expect(person.changes()).toEqual([])
    await person.presses('enter')
    await person.sees(/✓ \d+ of \d+ done/)
    await person.hasSent()
    const { stdout } = await person.run('issue', 'list', '--jql', 'Keywords = by-the-dozen', '--limit', '100', '--json')
    const done = JSON.parse(stdout).length
    expect(done).toBeGreaterThan(1)
    await person.sees(`✓ ${done} of `)
    await person.presses('esc')
    await person.does('app.undo')
    await person.sees('Taken back')
    await person.hasSent()
    expect((await person.run('issue', 'list', '--jql', 'Keywords = by-the-dozen', '--json')).stdout.trim()).toBe('[]')
  },
)

journey('what is for one issue says so when several are marked', { sizes: ['120x36'] }, async (person) => {
  await person.does('list.mark')
  await person.does('list.mark')
  await person.does('issue.duplicate')
  await person.sees('it is for one issue, and 2 are marked')
})

journey(
  'a text of marked issues is written anew, and each has its own again when that is taken back',
  { jql: `${open} AND description is not EMPTY`, sizes: ['120x36'] },
  async (person) => {
    const keys = person
      .rows()
      .slice(0, 2)
      .map(({ key }) => key)
    const before = await Promise.all(keys.map((key) => person.issue(key)))
    await person.does('list.mark')
    await person.does('list.mark')
    await person.does('issue.edit')
    await person.sees(/Description +all 2/)
    await person.types('Description')
    await person.sees(/1\/1|▸ Description/)
    await person.presses('enter')
    await person.sees('in use on 2 of 2')
    await person.presses('enter')
    await person.sees('Ctrl-S takes it')
    await person.types('Look at the runbook.')
    await person.presses('ctrl-s')
    await person.sees('Show the plan')
    await person.presses('ctrl-s')
    await person.sees('Plan: 2 issues with another Description')
    await person.presses('enter')
    await person.sees('✓ 2 of 2 done')
    await person.hasSent()
    for (const key of keys) expect(JSON.stringify(await person.issue(key))).toContain('Look at the runbook.')
    await person.presses('u')
    await person.sees('Taken back')
    await person.hasSent()
    for (const [at, key] of keys.entries())
      expect((await person.issue(key))['description']).toEqual(before[at]?.['description'])
  },
)
