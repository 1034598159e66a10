import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../document/document.ts'
import { parseAdf } from './parse.ts'
import { spoiltDocuments } from './testing/documents.ts'
import { schemaErrors } from './testing/published-schema.ts'
import { blocks, inlines } from './testing/trees.ts'
import { validateAdf } from './validate.ts'
import { writeAdf } from './write.ts'

describe('the schema that Atlassian publishes', () => {
  it('takes whatever is written, however absurd the tree is', () => {
    fc.assert(
      fc.property(blocks, (tree) => {
        const document = writeAdf({ blocks: tree })
        expect(schemaErrors(document)).toEqual([])
        expect(validateAdf(document)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('takes texts in all their looks', () => {
    fc.assert(
      fc.property(inlines, (content) => {
        const document = writeAdf({ blocks: [{ type: 'paragraph', content }] })
        expect(schemaErrors(document)).toEqual([])
        expect(validateAdf(document)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('takes a document of which a part was changed or moved', () => {
    fc.assert(
      fc.property(blocks, blocks, fc.nat(20), (tree, others, at) => {
        const old = parseAdf(writeAdf({ blocks: tree }))
        const place = at % (old.blocks.length + 1)
        const edits: readonly (readonly Block[])[] = [
          [...old.blocks.slice(0, place), ...others, ...old.blocks.slice(place)],
          [{ type: 'list', ordered: false, items: [{ blocks: old.blocks }] }],
          [{ type: 'quote', blocks: [...old.blocks, ...others] }],
          [{ type: 'panel', blocks: old.blocks }],
          [{ type: 'columns', columns: [{ blocks: old.blocks }, { blocks: others }] }],
          [{ type: 'table', rows: [{ cells: [{ header: false, blocks: old.blocks }] }] }],
          [{ type: 'tasks', items: [{ done: true, blocks: old.blocks }] }],
        ]
        for (const edited of edits) {
          const document = writeAdf({ ...old, blocks: edited })
          expect(schemaErrors(document)).toEqual([])
          expect(validateAdf(document)).toEqual([])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is what a document that was read is written back for, node for node', () => {
    fc.assert(
      fc.property(blocks, (tree) => {
        const document = writeAdf({ blocks: tree })
        expect(writeAdf(parseAdf(document))).toBe(document)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses nothing in which no problem is found', () => {
    fc.assert(
      fc.property(spoiltDocuments, (document) => {
        const isFine = validateAdf(document).length === 0
        expect(isFine ? schemaErrors(document) : []).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})
