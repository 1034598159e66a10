import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openForEditing } from './edit/index.ts'
import { layout, layoutLazily, parseStored, parseStoredLazily, toPlainText } from './index.ts'

test('The example of the README works as it stands', () => {
  // <example>
  const stored = {
    format: 'wiki',
    source: 'h2.  Steps\r\n# open *checkout*\r\n# pay with [~anna]  \r\n\r\n{toc}',
  } as const

  // Lines of spans for 40 cells: { text: 'checkout', style: ['strong'] }
  const lines = layout(parseStored(stored), 40)

  // A comment of megabytes: parsed and laid out only as far as it is looked at.
  const screen = layoutLazily(parseStoredLazily(stored), 40).slice(0, 25)

  // For pipes and screen readers.
  const plain = toPlainText(parseStored(stored))

  // Edited as Markdown; what nobody touched goes back byte for byte.
  const editable = openForEditing(stored)
  const saved = editable.apply(editable.text.replace('checkout', 'cart'))
  // </example>
  expect(lines).toEqual(screen)
  expect(lines.flat()).toContainEqual({ text: 'checkout', style: ['strong'] })
  expect(plain).toBe('Steps\n\n1. open checkout\n2. pay with @anna\n\n{toc}')
  expect(saved.source).toBe(stored.source.replace('checkout', 'cart'))
  const bare = (text: string | undefined): string | undefined => text?.replace(/\s+|,(?=\s*\})/gu, '')
  const example = /\/\/ <example>\n([^]*?)\/\/ <\/example>/u
  const here = example.exec(readFileSync(new URL(import.meta.url), 'utf8'))?.[1]
  for (const page of ['../README.md', '../../../docs/rich-text.md']) {
    const text = readFileSync(new URL(page, import.meta.url), 'utf8')
    expect(bare(/```ts\n(?:import[^\n]*\n)*([^]*?)```/u.exec(text)?.[1])).toBe(bare(here))
  }
})
