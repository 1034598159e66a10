import { mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testFolder } from '../app/testing.ts'
import { defaultConfig } from './config.ts'
import { type ConfigPlace, configFile, keptFile, knownConfig } from './config-file.ts'
import { loadConfig } from './load-config.ts'
import { changeText, writeConfigText } from './write-config.ts'

const placeWith = (text?: string): ConfigPlace => {
  const home = testFolder()
  const place = { version: '1.2.3', folders: { config: join(home, 'config'), cache: join(home, 'cache') } }
  mkdirSync(place.folders.config)
  if (text !== undefined) writeFileSync(configFile(place), text)
  return place
}

describe('what is known of the file before it is read', () => {
  test('is what holds by itself where there is none', () => {
    expect(knownConfig(placeWith())).toEqual({ config: defaultConfig, problems: [], isCurrent: true })
  })

  test('is nothing at first, and then what was read', async () => {
    const place = placeWith('theme: dark\nmouse: maybe\n')
    expect(knownConfig(place)).toEqual({ config: defaultConfig, problems: [], isCurrent: false })
    const { config, problems } = await loadConfig(place)
    expect(config.theme.palette).toBe('dark')
    expect(problems).toHaveLength(1)
    expect(knownConfig(place)).toEqual({ config, problems, isCurrent: true })
  })

  test('is the old reading where the file was changed', async () => {
    const place = placeWith('theme: dark')
    await loadConfig(place)
    writeFileSync(configFile(place), 'theme: light')
    expect(knownConfig(place)).toMatchObject({ config: { theme: { palette: 'dark' } }, isCurrent: false })
    const { mtimeMs, size } = statSync(configFile(place))
    expect(size).toBe('theme: light'.length)
    await loadConfig(place)
    utimesSync(configFile(place), new Date(), new Date(mtimeMs + 5000))
    expect(knownConfig(place)).toMatchObject({ config: { theme: { palette: 'light' } }, isCurrent: false })
  })

  test.each(['', '{', '[]', 'null', '{"version":"1.2.3","stamp":null,"config":{},"problems":[]}'])(
    'is nothing where the kept reading is %j',
    async (kept) => {
      const place = placeWith('theme: dark')
      await loadConfig(place)
      writeFileSync(keptFile(place), kept)
      expect(knownConfig(place)).toEqual({ config: defaultConfig, problems: [], isCurrent: false })
    },
  )

  test('is nothing where another version of the program has read it', async () => {
    const place = placeWith('theme: dark')
    await loadConfig(place)
    expect(knownConfig({ ...place, version: '1.2.4' }).isCurrent).toBe(false)
  })
})

test('a file that cannot be read is told, and what holds by itself goes on', async () => {
  const place = placeWith()
  mkdirSync(configFile(place))
  const { config, problems } = await loadConfig(place)
  expect(config).toEqual(defaultConfig)
  expect(problems).toEqual([expect.objectContaining({ what: 'The file cannot be read (EISDIR)' })])
})

describe('a change of the file', () => {
  const text = `# mine
theme: dark # at night

keys:
  # vim
  issue.assign: a
views:
  - title: One   # first
    jql: a = b
`

  test('keeps the comments, the order and all else', () => {
    const changed = changeText(text, [
      { path: ['theme'], value: 'light' },
      { path: ['keys', 'issue.status'], value: ['s', 'g s'] },
      { path: ['notices', 'by'], value: 'bell' },
    ])
    expect(changed).toBe(`# mine
theme: light # at night

keys:
  # vim
  issue.assign: a
  issue.status:
    - s
    - g s
views:
  - title: One # first
    jql: a = b
notices:
  by: bell
`)
  })

  test('takes out what is no longer set, and what is empty then', () => {
    expect(
      changeText('theme: dark\nkeys:\n  issue.assign: a\n', [{ path: ['keys', 'issue.assign'], value: undefined }]),
    ).toBe('theme: dark\n')
    expect(changeText('# words\ntheme: dark\n', [{ path: ['theme'], value: undefined }])).toBe('# words\n\n')
    expect(changeText('theme: dark\n', [{ path: ['notices', 'by'], value: undefined }])).toBe('theme: dark\n')
  })

  test('goes below the words of a file in which nothing is set', () => {
    expect(changeText('# words\n# theme: auto\n', [{ path: ['theme'], value: 'dark' }])).toBe(
      '# words\n# theme: auto\n\ntheme: dark\n',
    )
    expect(changeText('', [{ path: ['mouse'], value: false }])).toBe('mouse: false\n')
  })

  test.each(['a: "', '- list', 'keys: text'])('is refused where the text is %j: it might end up anywhere', (broken) => {
    expect(() => changeText(broken, [{ path: ['keys', 'a'], value: 'dark' }])).toThrow('has mistakes')
  })

  test('is written in one step, with the rights that the file had, and through a link', async () => {
    const place = placeWith('theme: dark')
    const own = join(testFolder(), 'dotfiles.yaml')
    writeFileSync(own, 'theme: dark', { mode: 0o644 })
    const linked = placeWith()
    symlinkSync(own, configFile(linked))
    await writeConfigText(place, 'a')
    await writeConfigText(linked, 'b')
    expect(readFileSync(configFile(place), 'utf8')).toBe('a')
    expect(readFileSync(own, 'utf8')).toBe('b')
    expect(statSync(own).mode & 0o777).toBe(0o644)
  })
})
