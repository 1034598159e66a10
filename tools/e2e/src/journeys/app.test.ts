import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { journey } from './journey.ts'

journey('help lists every key, finds one by words, and runs it', { sizes: ['80x24', '40x10'] }, async (person) => {
  await person.does('app.help')
  await person.sees('Keys')
  await person.sees('Assign to me')
  await person.presses('/')
  await person.types('copy the key')
  await person.sees('Copy the key')
  await person.picture('found')
  await person.presses('esc', 'esc', 'esc')
  await person.sees('╭─ Untriaged')
})

journey('a setting holds at once, and stands in the file', { sizes: ['80x24', '120x36'] }, async (person) => {
  await person.does('app.settings')
  await person.sees('Settings')
  await person.presses('right', 'right')
  await person.seesNo(/Theme +as the terminal is/)
  const file = join(person.home.folder, 'config/config.yaml')
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(/^theme: \w+/m)
  await person.presses('esc')
  await person.seesNo('Settings')
})

journey(
  'a key of one’s own does it, and footer, help and palette say so',
  { config: 'keys: { issue.assign-to-me: ctrl-g, list.mark: "v" }\n', sizes: ['120x36'] },
  async (person) => {
    await person.sees('v mark')
    const { key } = await person.row()
    await person.presses('A')
    await person.screen.waitIdle()
    expect(person.changes()).toEqual([])
    await person.does('issue.assign-to-me')
    await person.sees(`${key} assigned to Mira`)
    await person.hasSent()
    expect(await person.issue(key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
    await person.does('list.mark')
    await person.sees('1 marked')
    await person.does('app.palette')
    await person.types('assign to me')
    await person.sees(/▸ Assign to me +Ctrl-G/)
  },
)

journey(
  'keys that clash in the file are told, with the place',
  { config: 'keys: { view.next: "[" }\ntheme: drak\n', sizes: ['120x36'], until: /config\.yaml:\d+:\d+/ },
  async (person) => {
    const { code, stdout } = await person.run('config', 'check')
    expect(code).toBe(2)
    expect(stdout).toContain('view.previous')
    expect(stdout).toContain('Did you mean dark?')
  },
)

journey('a reason is given where a key cannot be used', { sizes: ['80x24'] }, async (person) => {
  await person.does('app.undo')
  await person.sees('nothing was changed yet')
  await person.does('app.palette')
  await person.types('take back')
  await person.sees(/Take back the last change.*nothing was changed/)
})

journey('what was said in the last line can be read again', { sizes: ['80x24'] }, async (person) => {
  const { key } = await person.row()
  await person.does('issue.copy-key')
  await person.sees(`Copied ${key}`)
  await person.does('move.down')
  await person.does('issue.copy-url')
  await person.sees('Copied the URL')
  await person.does('app.messages')
  await person.sees(`Copied ${key}`)
})

journey('the program leaves the terminal as it found it', { sizes: ['80x24'] }, async (person) => {
  expect(person.screen.alternateScreen).toBe(true)
  await person.waitsFor('the title', () => person.screen.title.includes('acme'))
  await person.does('app.quit')
  expect(await person.screen.exit).toMatchObject({ code: 0 })
  expect(person.screen.alternateScreen).toBe(false)
})
