import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { journey } from './journey.ts'

/** A story of Payments that nobody has done. */
const stories = 'project = PAY AND issuetype = Story AND statusCategory != Done ORDER BY key ASC'

journey('the versions that an issue will be fixed in', { jql: stories }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.fix-version')
  await person.sees(`Fix versions of ${key}`)
  await person.sees('[ ] 5.0')
  await person.types('5.0')
  await person.presses('space', 'enter')
  await person.sees(new RegExp(`${key} to be fixed in .*5\\.0`))
  await person.hasSent()
  expect(await person.issue(key)).toMatchObject({ fixVersions: expect.arrayContaining(['5.0']) })
  await person.does('app.undo')
  await person.sees(/Taken back/)
  await person.hasSent()
})

journey('into the sprint that is under way, and back', { jql: stories, sizes: ['80x24'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.sprint')
  await person.sees(`Sprint of ${key}`)
  await person.sees(/PAY 38.* future/)
  await person.sees('Backlog')
  await person.types('PAY 38')
  await person.presses('enter')
  await person.sees(`${key} moved to PAY 38`)
  await person.hasSent()
  expect(person.changes()).toEqual([expect.stringMatching(/POST .*\/sprint\/\d+\/issue/)])
  await person.does('app.undo')
  await person.sees('Taken back')
  await person.hasSent()
  expect(person.changes()).toHaveLength(2)
})

journey('an issue is put under an epic that is found by its title', { jql: stories }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.parent')
  await person.sees(/(Epic|Parent) of /)
  await person.sees('Close the books in a day')
  await person.types('Swish')
  // Stories whose titles say so too cannot have others below them.
  await person.seesNo('asking the site')
  await person.seesNo('Close the books in a day')
  await person.sees('Swish in every market')
  await person.presses('enter')
  await person.sees(new RegExp(`${key} put under PAY-`))
  await person.hasSent()
})

journey('a file is attached, and taken away again', { jql: stories }, async (person) => {
  const { key } = await person.row()
  const file = join(person.home.folder, 'receipt.txt')
  await writeFile(file, 'paid twice')
  await person.does('issue.attach')
  await person.sees(`Attach to ${key}`)
  await person.screen.paste(file)
  await person.sees('receipt.txt, 1 KiB')
  await person.presses('enter')
  await person.sees(`${key} got receipt.txt attached`)
  await person.hasSent()
  expect(JSON.stringify(await person.issue(key))).toContain('receipt.txt')
  await person.does('app.undo')
  await person.sees('Taken back')
  await person.hasSent()
  expect(JSON.stringify(await person.issue(key))).not.toContain('receipt.txt')
})

journey('a note in a service desk is for agents alone', { jql: 'project = SUP ORDER BY key DESC' }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.internal-note')
  await person.sees(`Internal note on ${key}`)
  await person.types('The customer has paid twice')
  await person.presses('ctrl-s')
  await person.sees(`${key} noted internally`)
  await person.hasSent()
  const comment = person.site.sandbox.world.findIssue(key)?.comments.at(-1)
  expect(comment?.body).toContain('paid twice')
  expect(comment?.properties?.get('sd.public.comment')).toEqual({ internal: true })
})

journey(
  'a note says that it is internal when one comes back',
  { jql: 'project = SUP ORDER BY key DESC' },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.internal-note')
    await person.sees(`Internal note on ${key}`)
    await person.types('Never to the customer')
    await person.presses('ctrl-s')
    await person.sees(`${key} noted internally`)
    await person.hasSent()
    await person.presses('j')
    await person.seesNo(`╭─ ${key}`)
    await person.presses('k', 'enter')
    await person.sees(/Comments \d+ +─/)
    await person.presses('G')
    await person.sees('Never to the customer')
    await person.sees(/Mira Lindqvist · .* · internal +│/)
    expect(person.screen.text()).not.toContain('internal?')
  },
)

journey('elsewhere a note is refused: everybody would read it', { jql: stories, sizes: ['40x10'] }, async (person) => {
  await person.does('issue.internal-note')
  await person.sees('PAY is no service desk')
  expect(person.changes()).toEqual([])
})
