import { parseAdf, parseWiki, writeAdf, writeWiki } from '@mmd/rich-text'
import { openForEditing } from '@mmd/rich-text/edit'
import { describe, expect, it } from 'vitest'
import { checkEdit } from './check-edit.ts'
import { checkLayout, usualWidths } from './check-layout.ts'
import { ModelCheck } from './check-model.ts'
import { checkAdf, checkMarkdown, checkWiki, ourTools } from './check-text.ts'
import { Findings } from './findings.ts'

const where = { name: 'file', parent: undefined }
const wiki = 'h2. Words  here\r\n\r\n* one\r\n* two\r\n\r\nlasting words {toc}  '
const doc = {
  type: 'doc',
  version: 1,
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'first words' }] },
    { type: 'hologram', attrs: { localId: 'x' } },
  ],
}

const found = (check: (findings: Findings) => void): readonly string[] => {
  const findings = new Findings()
  check(findings)
  expect(findings.total).toBe(findings.kept.length)
  return findings.kept.map(({ kind, step }) => `${kind}: ${step}`)
}

describe('what is right', () => {
  it('is not reported', () => {
    expect(found((findings) => checkWiki(findings, where, wiki, usualWidths))).toEqual([])
    expect(found((findings) => checkAdf(findings, where, doc, usualWidths))).toEqual([])
    expect(found((findings) => checkMarkdown(findings, where, '# a\n\n- [x] b ⟦b9⟧'))).toEqual([])
    const issue = { id: '1', key: 'PAY-1', fields: { summary: 'a\u001b[31mb', labels: ['\u202ex'], customfield_1: {} } }
    expect(found((findings) => new ModelCheck(findings).value(issue, where))).toEqual([])
  })
})

describe('a crash', () => {
  const crash = (): never => {
    throw new RangeError('too \u001b deep')
  }

  it('is told with what was done, and printed safely', () => {
    const findings = new Findings()
    checkWiki(findings, where, wiki, [80], { ...ourTools, parseWiki: crash })
    expect(findings.kept).toEqual([
      { kind: 'crash', step: 'wiki parse', where: 'file', message: expect.stringMatching(/^"RangeError: too \\u001b/) },
    ])
  })

  it.each([
    ['wiki write', (findings: Findings) => checkWiki(findings, where, wiki, [80], { ...ourTools, writeWiki: crash })],
    ['adf parse', (findings: Findings) => checkAdf(findings, where, doc, [80], { ...ourTools, parseAdf: crash })],
    ['adf write', (findings: Findings) => checkAdf(findings, where, doc, [80], { ...ourTools, writeAdf: crash })],
    ['wiki edit', (findings: Findings) => checkEdit(findings, where, { format: 'wiki', source: wiki }, crash)],
    ['readBad', (findings: Findings) => new ModelCheck(findings, { readBad: crash }).value({ a: 1 }, where)],
  ])('of %s is found', (step, check) => {
    expect(found(check)).toContain(`crash: ${step}`)
  })

  it('while lines are made is found', () => {
    const blocks = {
      *[Symbol.iterator]() {
        yield* parseWiki('a').blocks
        crash()
      },
    }
    expect(found((findings) => checkLayout(findings, 'wiki', where, { blocks }, [9]))).toEqual([
      'crash: wiki layout at 9',
    ])
  })
})

describe('a control character', () => {
  it.each(['\u001b', '\u0000', '\u009b', '\u202e', '\u2028', '\u{e0041}', '\ud800', '\r'])(
    '%j in a model is found',
    (character) => {
      const readBad = (value: unknown): unknown => ({ names: [{ deep: `x${character}` }], value: typeof value })
      expect(found((findings) => new ModelCheck(findings, { readBad }).value({ a: 1 }, where))).toEqual([
        'control: readBad',
      ])
    },
  )

  it('in the name of a member is found, and a text as the site has it is not looked at', () => {
    const named = (): unknown => ({ 'a\u001b': 1 })
    const stored = (): unknown => ({ description: { format: 'wiki', source: '\u001b' }, label: 'a\tb\n' })
    expect(found((findings) => new ModelCheck(findings, { named, stored }).value({}, where))).toEqual([
      'control: named',
    ])
  })

  it.each([
    ['the words', { text: 'a\tb', style: [] }, 'control: wiki layout at 80'],
    ['the address', { text: 'a', style: [], href: 'x\u202e' }, 'control: wiki layout at 80'],
    ['the style', { text: 'a', style: ['colour:r\u001bd'] as const }, 'control: wiki layout at 80, styles'],
    ['too many cells', { text: '日'.repeat(41), style: [] }, 'wide: wiki layout at 80'],
  ])('in a line: %s', (_, span, step) => {
    const { blocks } = parseWiki('a')
    expect(found((findings) => checkLayout(findings, 'wiki', where, { blocks }, [80], () => [[span]]))).toEqual([step])
  })
})

describe('a loss', () => {
  it('of a byte of wiki markup is found', () => {
    const lossy: typeof writeWiki = (document, source) => writeWiki(document, source).trimEnd()
    expect(found((findings) => checkWiki(findings, where, wiki, [80], { ...ourTools, writeWiki: lossy }))).toEqual([
      'loss: wiki write',
    ])
  })

  it('of a node is found, also when it is only another one of the same look', () => {
    const lossy: typeof writeAdf = (document) => structuredClone(writeAdf(document))
    expect(found((findings) => checkAdf(findings, where, doc, [80], { ...ourTools, writeAdf: lossy }))).toEqual([
      'loss: adf write',
    ])
    const forgetful: typeof parseAdf = (value) => ({ blocks: parseAdf(value).blocks.slice(1) })
    expect(found((findings) => checkAdf(findings, where, doc, [80], { ...ourTools, parseAdf: forgetful }))).toContain(
      'loss: adf write',
    )
  })

  it.each([
    ['that changes nothing', (edited: string, text: string) => edited === text],
    ['of blank lines at the end', (edited: string) => edited.endsWith('\n\n')],
    ['of one word (lasting)', (edited: string) => edited.includes('lastingzq')],
  ])('by an edit %s is found', (step, isThat) => {
    const source = wiki.replace('Words  here', 'Title')
    const lossy: typeof openForEditing = (text) => {
      const editable = openForEditing(text)
      return {
        ...editable,
        apply: (edited) => {
          const after = editable.apply(edited)
          return isThat(edited, editable.text) ? { ...after, source: after.source.replace('* one', '*  one') } : after
        },
      }
    }
    expect(found((findings) => checkEdit(findings, where, { format: 'wiki', source }, lossy))).toContain(
      `loss: wiki edit ${step}`,
    )
  })

  it('of another node by an edit of one word is found', () => {
    const lossy: typeof openForEditing = (text) => {
      const editable = openForEditing(text)
      return {
        ...editable,
        apply: (edited) => {
          const after = editable.apply(edited)
          return edited.includes('zq') ? { ...after, source: after.source.replace('localId', 'lost') } : after
        },
      }
    }
    const source = JSON.stringify(doc)
    expect(found((findings) => checkEdit(findings, where, { format: 'adf', source }, lossy))).toEqual([
      'loss: adf edit of one word (first)',
    ])
  })
})
