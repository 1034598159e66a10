import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPlainText } from '../document/plain-text.ts'
import { parseAdf, parseAdfLazily } from './parse.ts'
import { brokenDocuments, documents } from './testing/documents.ts'
import { schemaErrors } from './testing/published-schema.ts'
import { blocks } from './testing/trees.ts'
import { validateAdf } from './validate.ts'
import { writeAdf } from './write.ts'

describe('documents that were read', () => {
  it('are written back as they were if they are valid', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(schemaErrors(document)).toEqual([])
        expect(validateAdf(document)).toEqual([])
        expect(writeAdf(parseAdf(document))).toBe(document)
      }),
      { numRuns: 300 },
    )
  })

  it('are written back as they were if they are broken', () => {
    fc.assert(
      fc.property(brokenDocuments, (document) => {
        const tree = parseAdf(document)
        expect(toPlainText(tree)).toBeTypeOf('string')
        expect(writeAdf(tree)).toBe(document)
      }),
      { numRuns: 2000 },
    )
  })

  it('can be changed and written, however broken they are', () => {
    fc.assert(
      fc.property(brokenDocuments, blocks, fc.nat(9), ({ ...document }, others, at) => {
        const tree = textChanger(at).apply(parseAdf(document))
        const edited = [{ type: 'quote', blocks: tree.blocks }, ...tree.blocks.slice(at % 3), ...others] as const
        expect(writeAdf({ ...tree, blocks: edited }).content).toBeInstanceOf(Array)
      }),
      { numRuns: 500 },
    )
  })

  it('have the same blocks lazily, also when read twice', () => {
    fc.assert(
      fc.property(brokenDocuments, (document) => {
        const { blocks } = parseAdf(document)
        const lazy = parseAdfLazily(document)
        expect([...lazy.blocks]).toEqual(blocks)
        expect([...lazy.blocks]).toEqual(blocks)
      }),
    )
  })

  it('differ in one text if one text was changed', () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, at) => {
        const tree = parseAdf(document)
        const total = textChanger(-1)
        total.apply(tree)
        fc.pre(total.seen() > 0)
        const changed = textChanger(at % total.seen()).apply(tree)
        const written = writeAdf(changed)
        expect(schemaErrors(written)).toEqual([])
        expect(validateAdf(written)).toEqual([])
        const texts = JSON.stringify(written)
        expect(texts.split(CHANGED)).toHaveLength(2)
        expect(JSON.parse(texts.replace(CHANGED, ''))).toEqual(document)
      }),
      { numRuns: 300 },
    )
  })
})

const CHANGED = ' and more'

/** Changes the text at one place of all texts of a tree; what is not above it stays the same object. */
const textChanger = (at: number) => {
  let seen = 0
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const next = value.map(change)
      return next.some((entry, index) => entry !== value[index]) ? next : value
    }
    if (typeof value !== 'object' || value === null) return value
    if ('origin' in value && 'type' in value && value.type === 'text' && 'text' in value && isOfText(value.origin)) {
      seen += 1
      return seen - 1 === at ? { ...value, text: `${String(value.text)}${CHANGED}` } : value
    }
    const entries = Object.entries(value).map(([name, entry]) => [name, name === 'origin' ? entry : change(entry)])
    const isSame = Object.entries(value).every(([, entry], index) => entry === entries[index]?.[1])
    return isSame ? value : Object.fromEntries(entries)
  }
  return { apply: <T>(tree: T): T => change(tree) as T, seen: () => seen }
}

const isOfText = (origin: unknown): boolean =>
  typeof origin === 'object' &&
  origin !== null &&
  'node' in origin &&
  typeof origin.node === 'object' &&
  origin.node !== null &&
  'type' in origin.node &&
  origin.node.type === 'text'
