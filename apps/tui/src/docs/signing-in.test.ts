import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../commands/program.ts'
import { methodFacts } from '../session/method-facts.ts'

const page = readFileSync(new URL('../../../../docs/signing-in.md', import.meta.url), 'utf8')

/** A command line as a shell reads it: without comment and redirections, quotes taken off. */
const wordsOf = (line: string): readonly string[] => {
  const [command = ''] = line.split(/\s+(?:#|<|>|\|)\s/)
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  )
}

const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'))
const inline = [...page.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/`(mmd-tui [^`]+)`/g)].map(([, line = '']) =>
  line.replaceAll('\n', ' '),
)
/** Placeholders that stand for something optional. */
const commands = [...blocks, ...inline].map((line) => line.replace(/ \[[A-Z]+\]/, ''))

describe('the page about signing in', () => {
  test.each(commands)('names a command that there is: %s', async (line) => {
    const [program, ...words] = wordsOf(line)
    expect(program).toBe('mmd-tui')
    const parsed = await parseCommandLine(words, '1.2.3')
    expect(parsed).toMatchObject({ kind: 'run' })
  })

  test('names enough of them', () => {
    expect(commands.length).toBeGreaterThan(50)
  })

  test.each(Object.keys(methodFacts))('has a section for %s, and the table leads to it', (method) => {
    const [, anchor = ''] = new RegExp(`^\\| \\[\`${method}\`\\]\\(#([^)]*)\\)`, 'm').exec(page) ?? []
    expect(anchors).toContain(anchor)
  })

  test('has no link within itself that leads nowhere', () => {
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor)
    expect(links.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([])
  })
})

/** The anchors of its headings, as GitHub makes them. */
const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-'),
)
