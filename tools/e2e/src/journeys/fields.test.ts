import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { journey } from './journey.ts'
import type { Person } from './person.ts'

/** What is typed is written into the local copy a moment later: until its files have the text. */
const isWrittenDown = (person: Person, text: string): Promise<void> =>
  expect
    .poll(async () => {
      const entries = await readdir(person.home.folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && entry.name.includes('sqlite'))
      const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))
      return contents.some((content) => content.includes(text))
    })
    .toBe(true)

const tasks = 'project = PAY AND type = Task AND resolution is EMPTY'

journey(
  'a date is typed in words, said back, and saved',
  { jql: tasks, sizes: ['40x10', '80x24', '120x36', '200x60'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.edit')
    await person.sees(`Edit ${key}`)
    await person.sees('▸ Summary')
    await person.goesOn(() => person.presses('down'), /▸ Due Date/)
    await person.presses('enter', 'ctrl-u')
    await person.types('24 dec 2027')
    if (person.screen.rows > 12) await person.sees('That is Fri 2027-12-24')
    await person.presses('enter', 'ctrl-s')
    await person.seesNo(`Edit ${key}`)
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ due: '2027-12-24' })
  },
)

journey('a person and an issue are completed in a comment', { jql: tasks, sizes: ['80x24'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.comment')
  await person.sees('Comment on')
  await person.types('Ask @mi')
  await person.sees(/▸ Mira/)
  await person.presses('tab')
  await person.types(`about #${key.slice(4)}`)
  await person.sees(/▸ PAY-\d+/)
  await person.presses('ctrl-p')
  await person.sees('as it will look')
  await person.presses('esc', 'esc', 'ctrl-s')
  await person.sees(`${key} commented`)
  await person.hasSent()
  const { comments } = await person.issue(key)
  expect(JSON.stringify(comments)).toMatch(/@?mira/i)
})

journey(
  'what was being written outlives a crash, and is found among the drafts',
  { jql: tasks, sizes: ['80x24'], deployments: ['Data Center'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.comment')
    await person.sees('Comment on')
    await person.types('Half a thought')
    await person.sees('Half a thought')
    await isWrittenDown(person, 'Half a thought')
    await person.startsAgain({ signal: 'SIGKILL' })
    await person.does('app.drafts')
    await person.sees(`Comment on ${key}: Half a thought`)
    await person.presses('enter')
    await person.sees(/Comment on PAY-\d+ ─/)
    await person.presses('esc')
    await person.does('app.drafts')
    await person.presses('ctrl-o')
    await person.sees('Bring back')
    await person.presses('enter')
    await person.sees(`Comment on ${key}: Half a thought`)
  },
)

journey(
  'two hundred pasted lines are there at once and whole',
  { jql: tasks, sizes: ['120x36'], deployments: ['Data Center'] },
  async (person) => {
    const { key } = await person.row()
    await person.does('issue.comment')
    await person.sees('Comment on')
    const lines = Array.from({ length: 200 }, (_, at) => `- line ${at + 1} of 漢字`)
    person.screen.send(`\u001B[200~${lines.join('\n')}\u001B[201~`)
    await person.sees('line 200 of 漢字')
    await person.presses('ctrl-s')
    await person.sees(`${key} commented`)
    await person.hasSent()
    const said = JSON.stringify((await person.issue(key))['comments'])
    expect(said).toContain('line 1 of 漢字')
    expect(said).toContain('line 200 of 漢字')
  },
)

journey(
  'an editor that is not there is said in one line, with what to do',
  { jql: tasks, sizes: ['80x24'], deployments: ['Data Center'], env: { VISUAL: 'no-such-editor' } },
  async (person) => {
    await person.does('issue.comment')
    await person.types('mine')
    await person.presses('ctrl-e')
    await person.sees('set VISUAL or EDITOR')
    await person.types(' still')
    await person.sees('mine still')
  },
)
