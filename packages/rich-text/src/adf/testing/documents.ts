import fc from 'fast-check'
import type { AdfDocument, AdfMark, AdfNode } from '../adf-node.ts'
import type { AttributeKind, Attributes } from '../schema/attribute-kinds.ts'
import { CODE_MARKS, markRank, markRules, marksAllowed } from '../schema/mark-rules.ts'
import { nodeRules } from '../schema/node-rules.ts'

/** Among these there are some that fit each kind of attribute. */
const VALUES: readonly unknown[] = [
  'some words',
  '',
  '\n',
  '#0a1B2c',
  '#0A1B2C3d',
  'https://example.com/browse/PAY-7',
  '1732492800000',
  0,
  1,
  5,
  33.5,
  true,
  false,
  [1, 2],
  ['a'],
  { name: 'A page', url: 'https://example.com/page' },
  { id: 'source', parameters: { jql: 'project = PAY' }, views: [{ type: 'table', properties: {} }] },
  ...(
    'wide full-width center wrap-right wrap-left align-end align-start default end small inlineComment sub sup ' +
    'TODO DONE top middle bottom fixed info note tip warning error success custom percentage pixel file link ' +
    'external image neutral purple DEFAULT SPECIAL APP'
  ).split(' '),
]

const valueOf = (kind: AttributeKind): fc.Arbitrary<unknown> => fc.constantFrom(...VALUES.filter(kind.fits))

const attrsOf = ({ known, required }: Attributes): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries([...known].map(([name, kind]) => [name, valueOf(kind)])), {
    requiredKeys: [...required],
  })

const markOf = (type: string): fc.Arbitrary<AdfMark> => {
  const rule = markRules.get(type) ?? null
  return rule === null ? fc.constant({ type }) : attrsOf(rule).map((attrs) => ({ type, attrs }))
}

/** Marks that may be together, in the editor's order. */
const marksOf = (type: string, parent: string): fc.Arbitrary<readonly AdfMark[]> =>
  fc
    .subarray([...(marksAllowed(type, parent) ?? [])])
    .map((types) => types.filter((mark) => mark !== 'indentation' || !types.includes('alignment')))
    .map((types) =>
      type === 'text' && types.includes('code') ? types.filter((mark) => CODE_MARKS.includes(mark)) : types,
    )
    .map((types) => types.toSorted((a, b) => markRank(a) - markRank(b)))
    .chain((types) => fc.tuple(...types.map(markOf)))

/** How deep blocks go; deeper there are the smallest nodes that may be there. */
const DEEPEST = 7

const nodeOf = (type: string, parent: string, depth: number): fc.Arbitrary<AdfNode> => {
  const rule = nodeRules.get(type) ?? {}
  const attrs = rule.attrs === undefined ? fc.constant(undefined) : fc.oneof(...rule.attrs.map(attrsOf))
  return fc.tuple(attrs, marksOf(type, parent), contentOf(type, depth)).map(([own, marks, content]) => ({
    type,
    ...(type === 'text' && { text: marks.length > 1 ? 'words in style' : 'plain words' }),
    ...(own !== undefined && { attrs: own }),
    ...(content !== undefined && { content }),
    ...(marks.length > 0 && { marks }),
  }))
}

const contentOf = (type: string, depth: number): fc.Arbitrary<readonly AdfNode[] | undefined> => {
  const { content, least = 0, most = 3, isOrdered } = nodeRules.get(type) ?? {}
  if (content === undefined) return fc.constant(undefined)
  const types = [...content].filter((child) => isOrdered === true || depth < DEEPEST || isSmall(child))
  if (isOrdered === true) {
    const [first = '', second = ''] = types
    return fc.oneof(
      fc.tuple(nodeOf(first, type, depth + 1)),
      fc.tuple(nodeOf(first, type, depth + 1), nodeOf(second, type, depth + 1)),
    )
  }
  const child = fc.constantFrom(...types).chain((chosen) => nodeOf(chosen, type, depth + 1))
  return fc.array(child, { minLength: least, maxLength: most, size: 'max' })
}

const SMALL = 'text paragraph listItem taskItem decisionItem tableRow tableCell media'.split(' ')
const isSmall = (type: string): boolean => SMALL.includes(type)

/** Documents that Jira takes, with every kind of node, mark and attribute. */
export const documents: fc.Arbitrary<AdfDocument> = contentOf('doc', 0).map((content = []) => ({
  version: 1,
  type: 'doc',
  content,
}))

const junk = fc.oneof(
  fc.constantFrom(null, 7, 'words', true, [], [[]], {}, { type: 7 }, { attrs: null }),
  fc.jsonValue(),
)
const types = [
  ...nodeRules.keys(),
  'applicationCard',
  'multiBodiedExtension',
  'unknown',
  '__proto__',
  'constructor',
  '',
]

const { node } = fc.letrec<{ node: unknown; content: unknown }>((tie) => ({
  content: fc.oneof({ depthSize: 'small' }, junk, fc.array(tie('node'), { maxLength: 4 })),
  node: fc.oneof(
    { depthSize: 'small' },
    junk,
    fc.record(
      {
        type: fc.constantFrom(...types),
        text: fc.oneof(fc.string(), junk),
        attrs: fc.oneof(
          junk,
          fc.dictionary(
            fc.constantFrom(
              ...[...nodeRules.values()].flatMap(({ attrs = [] }) => attrs.flatMap(({ known }) => [...known.keys()])),
            ),
            fc.oneof(fc.constantFrom(...VALUES), junk),
          ),
        ),
        marks: fc.oneof(
          junk,
          fc.array(
            fc.oneof(
              junk,
              fc.record(
                {
                  type: fc.constantFrom(...markRules.keys(), 'mono', 'unsupportedMark'),
                  attrs: fc.oneof(junk, fc.constant({ href: 'x', color: 'RED', type: 'sub' })),
                },
                { requiredKeys: ['type'] },
              ),
            ),
            { maxLength: 4 },
          ),
        ),
        content: tie('content'),
        localId: junk,
      },
      { requiredKeys: ['type'] },
    ),
  ),
}))

/** What may come instead of a document: nodes anywhere, with anything in them. */
export const brokenDocuments: fc.Arbitrary<AdfDocument> = fc
  .array(node, { maxLength: 4 })
  .map((content) => JSON.parse(JSON.stringify({ version: 1, type: 'doc', content })))

/** Documents of which one value is another one, or is gone. */
export const spoiltDocuments: fc.Arbitrary<unknown> = fc
  .tuple(documents, fc.nat(), fc.oneof(fc.constantFrom(...VALUES, ...types), junk, node, fc.constant(undefined)))
  .map(([document, at, value]) => {
    const clone: unknown = structuredClone(document)
    const slots = slotsOf(clone)
    const slot = slots[at % slots.length]
    if (slot !== undefined) Reflect.set(slot.owner, slot.name, value)
    return JSON.parse(JSON.stringify(clone))
  })

/** All members of all objects in a value, and one more for each that there is not. */
const slotsOf = (value: unknown): readonly { readonly owner: object; readonly name: string }[] => {
  if (typeof value !== 'object' || value === null) return []
  return [
    ...Object.keys(value).map((name) => ({ owner: value, name })),
    ...(Array.isArray(value) ? [] : [{ owner: value, name: 'new' }]),
    ...Object.values(value).flatMap(slotsOf),
  ]
}
