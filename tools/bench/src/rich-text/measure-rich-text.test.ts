import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { measureRichText, richTextTable } from './measure-rich-text.ts'
import { generatedTexts, textsOf } from './texts.ts'

it('makes the same texts each time, of the sizes that sites hold', () => {
  const [first, again] = [generatedTexts(), generatedTexts()]
  expect(again).toEqual(first)
  const sizes = first.map(({ texts }) => texts.reduce((sum, { source }) => sum + source.length, 0))
  expect(Math.max(...sizes)).toBeGreaterThan(3_200_000)
  expect(new Set(first.flatMap(({ texts }) => texts.map(({ format }) => format)))).toEqual(new Set(['wiki', 'adf']))
})

it('measures texts of a folder too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-texts-'))
  writeFileSync(join(folder, 'a.txt'), 'h1. T\n* a')
  writeFileSync(join(folder, 'b.json'), '{"version":1,"type":"doc","content":[{"type":"rule"}]}')
  writeFileSync(join(folder, 'c.json'), '{"not":"one"}')
  expect(textsOf(folder).map(({ name, texts }) => [name, texts.length])).toEqual([
    ['wiki texts of the folder', 1],
    ['documents of the folder', 1],
  ])
  const rows = measureRichText(folder, () => {}, 1, [])
  expect(rows.map(({ lines }) => lines)).toEqual([2, 1])
  expect(richTextTable(rows).rows[0]).toHaveLength(6)
})
