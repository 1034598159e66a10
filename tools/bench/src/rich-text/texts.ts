import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredText } from '@mmd/rich-text'

/** A text to measure. */
export interface BenchText {
  readonly name: string
  readonly texts: readonly StoredText[]
}

const WORDS =
  'the card gateway answers slowly since monday when a cart holds more than ten items and nobody knows why yet'.split(
    ' ',
  )

/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator, Numerical Recipes). */
const numbers = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Next = () => number

const pick = <T>(next: Next, list: readonly [T, ...T[]]): T => list[Math.floor(next() * list.length)] ?? list[0]

const words = (next: Next, count: number): string =>
  Array.from({ length: count }, () => WORDS[Math.floor(next() * WORDS.length)] ?? '').join(' ')

const sentence = (next: Next): string => `${words(next, 6 + Math.floor(next() * 12))}.`

const wikiBlock = (next: Next): string =>
  pick(next, [
    () => `h3. ${words(next, 4)}`,
    () =>
      `${sentence(next)} *${words(next, 2)}* ${sentence(next)} See PAY-${Math.floor(next() * 999)} and [${words(next, 2)}|https://example.com/${words(next, 1)}].`,
    () => `${sentence(next)} {{${words(next, 1)}}} _${words(next, 3)}_ [~mira] ${sentence(next)}`,
    () => `* ${sentence(next)}\r\n* ${sentence(next)}\r\n** ${sentence(next)}`,
    () => `||Key||Text||\r\n|a|${sentence(next)}|\r\n|b|${sentence(next)}|`,
    () => `{code:java}\r\nat com.example.${words(next, 1)}(A.java:${Math.floor(next() * 999)})\r\n{code}`,
    () => `{quote}${sentence(next)}{quote}`,
  ])()

const repeated = (length: number, make: () => string): string => {
  const parts: string[] = []
  for (let size = 0; size < length; ) {
    const part = make()
    parts.push(part)
    size += part.length
  }
  return parts.join('')
}

const text = (what: string, ...marks: readonly object[]): object => ({ type: 'text', text: what, marks })

const adfBlock = (next: Next): object => {
  const paragraph = {
    type: 'paragraph',
    content: [text(`${sentence(next)} `), text(words(next, 2), { type: 'strong' })],
  }
  return pick(next, [
    () => paragraph,
    () => ({
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [paragraph] },
        { type: 'listItem', content: [paragraph] },
      ],
    }),
    () => ({ type: 'panel', attrs: { panelType: 'info' }, content: [paragraph] }),
    () => ({ type: 'codeBlock', attrs: { language: 'java' }, content: [{ type: 'text', text: sentence(next) }] }),
    () => ({ type: 'heading', attrs: { level: 3 }, content: [text(words(next, 4))] }),
  ])()
}

const wiki = (name: string, ...sources: readonly string[]): BenchText => ({
  name,
  texts: sources.map((source) => ({ format: 'wiki', source })),
})

/** Texts of the sizes that sites really hold, the same in each run. */
export const generatedTexts = (): readonly BenchText[] => {
  const next = numbers(7)
  const content = Array.from({ length: 15_000 }, () => adfBlock(next))
  return [
    wiki(
      '500 wiki descriptions of 2 kB',
      ...Array.from({ length: 500 }, () => repeated(2000, () => `${wikiBlock(next)}\r\n\r\n`)),
    ),
    wiki(
      'a wiki comment of 3.2 MB',
      repeated(3_200_000, () => `${wikiBlock(next)}\r\n\r\n`),
    ),
    wiki(
      'a wiki line of 120,000 characters',
      repeated(120_000, () => `${sentence(next)} `),
    ),
    wiki(
      'a wiki log of 1 MB without markup',
      `{noformat}\n${repeated(1_000_000, () => `${sentence(next)}\n`)}{noformat}`,
    ),
    wiki('a wiki table of 50,000 rows', `||a||b||\n${'|one|*two* three|\n'.repeat(50_000)}`),
    {
      name: 'an Atlassian document of 15,000 blocks',
      texts: [{ format: 'adf', source: JSON.stringify({ type: 'doc', version: 1, content }) }],
    },
  ]
}

const isDocument = (source: string): boolean => /^\s*\{[^]{0,200}"type"\s*:\s*"doc"/.test(source)

/** The texts of a folder: `.txt`, `.wiki` and `.md` as wiki markup, JSON of documents as those. */
export const textsOf = (folder: string): readonly BenchText[] => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const read = (pattern: RegExp): readonly string[] =>
    files.filter((name) => pattern.test(name)).map((name) => readFileSync(join(folder, name), 'utf8'))
  const documents = read(/\.json$/).filter(isDocument)
  return [
    wiki('wiki texts of the folder', ...read(/\.(?:txt|wiki|md)$/)),
    { name: 'documents of the folder', texts: documents.map((source) => ({ format: 'adf', source }) as const) },
  ].filter(({ texts }) => texts.length > 0)
}
