import { join } from 'node:path'
import { createTerminalModel } from '@mmd/tools-screen-driver'
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  property,
  record,
  string,
} from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadOriginal, loadPatched, packageFolder } from '../testing/patched-module.ts'

type Transformer = (line: string, index: number) => string

interface Output {
  readonly caches: {
    getStringWidth(text: string): number
    getStyledChars(text: string): readonly { readonly value: string }[]
  }
  write(x: number, y: number, text: string, options: { transformers: readonly Transformer[] }): void
  clip(clip: Clip): void
  unclip(): void
  get(): { output: string; height: number }
}

interface Clip {
  readonly x1: number | undefined
  readonly x2: number | undefined
  readonly y1: number | undefined
  readonly y2: number | undefined
}

interface OutputModule {
  readonly default: new (size: { width: number; height: number }) => Output
}

type Operation =
  | {
      readonly kind: 'write'
      readonly x: number
      readonly y: number
      readonly text: string
      readonly transformers: readonly TransformerName[]
    }
  | { readonly kind: 'clip'; readonly clip: Clip }
  | { readonly kind: 'unclip' }

interface Frame {
  readonly width: number
  readonly height: number
  readonly operations: readonly Operation[]
}

const file = join(packageFolder(['ink']), 'build', 'output.js')
const [original, patched] = await Promise.all([loadOriginal<OutputModule>(file), loadPatched<OutputModule>(file)])

let calls: string[] = []
const transformers = {
  inverse: (line) => `\u001B[7m${line}\u001B[27m`,
  numbered: (line, index) => `${index}:${line}`,
  longer: (line) => `${line}${line}漢`,
  broken: (line) => line.replace('a', '\n'),
  nothing: () => '',
  logged: (line, index) => {
    calls.push(`${index} ${line}`)
    return `${calls.length} ${line}`
  },
} satisfies Record<string, Transformer>
type TransformerName = keyof typeof transformers
const transformerNames = Object.keys(transformers) as TransformerName[]

const draw = (
  { default: InkOutput }: OutputModule,
  frame: Frame,
): { output: string; height: number; calls: string[] } => {
  calls = []
  const output = new InkOutput({ width: frame.width, height: frame.height })
  for (const operation of frame.operations) {
    if (operation.kind === 'clip') output.clip(operation.clip)
    else if (operation.kind === 'unclip') output.unclip()
    else {
      const chosen = operation.transformers.map((name) => transformers[name])
      output.write(operation.x, operation.y, operation.text, { transformers: chosen })
    }
  }
  return { ...output.get(), calls }
}

/** Rows as Ink writes them: styles that say the same in other words are the same. */
const normal = (row: string): string =>
  draw(original, { width: 120, height: 1, operations: [{ kind: 'write', x: 0, y: 0, text: row, transformers: [] }] })
    .output

/** What keeps the cells behind a cluster in their columns; Ink has none. */
const anchors = /\u001B\[\d+[GX]/g

const graphemes = new Intl.Segmenter()
// Ink's own measure: releases of string-width differ in the cells of lone vowels of Hangul.
const ink = new original.default({ width: 1, height: 1 }).caches

/** What Ink leaves of a text: without the signs that have no cell, so that their neighbours meet. */
const seenByInk = (text: string): string =>
  ink
    .getStyledChars(text)
    .map(({ value }) => value)
    .join('')

/** Ink cuts a cluster of more than two cells in pieces where it is covered; a transformer may make one by doubling a line. */
const isTornByInk = ({ operations }: Frame): boolean =>
  operations.some(
    (each) =>
      each.kind === 'write' &&
      [...graphemes.segment(seenByInk(`${each.text}${each.text}`))].some(
        ({ segment }) => ink.getStringWidth(segment) > 2,
      ),
  )

const expectSame = (frame: Frame): void => {
  if (isTornByInk(frame)) return
  const [mine, theirs] = [draw(patched, frame), draw(original, frame)]
  const rows = theirs.output.split('\n')
  const bare = mine.output.replaceAll(anchors, '').split('\n')
  const alike = bare.map((row, y) => (row === rows[y] ? row : normal(row)))
  expect({ ...mine, output: alike.join('\n') }).toEqual(theirs)
}

const pieces = [
  'a',
  'abc',
  ' ',
  '  ',
  'PROJ-1',
  'é',
  '│',
  '→',
  '漢',
  '漢字',
  '한',
  '🚀',
  '👩‍👩‍👧',
  '🇫🇷',
  '☎\uFE0F',
  '👍🏽',
  'e\u0301',
  '\u0301',
  '\u200B',
  '\u200D',
  '\u00AD',
  '\n',
  '\r\n',
  '\t',
  '\u0007',
  '\uFF9E',
  'ᄀ',
  'ᅡ',
  '\u202E',
  '\u2028',
  '\u001B[31m',
  '\u001B[39m',
  '\u001B[1m',
  '\u001B[2m',
  '\u001B[22m',
  '\u001B[7m',
  '\u001B[27m',
  '\u001B[0m',
  '\u001B[1;4;38;5;200m',
  '\u001B[48;2;1;2;3m',
  '\u001B[4:3m',
  '\u001B[',
  '\u001B',
  '\u009B31m',
  '\u001B]8;;https://a.test\u0007',
  '\u001B]8;id=1;https://b.test\u001B\\',
  '\u001B]8;;\u0007',
  '\u001B]0;t\u0007',
]
const text = array(
  oneof(
    { weight: 12, arbitrary: constantFrom(...pieces) },
    { weight: 1, arbitrary: string({ unit: 'binary', maxLength: 4 }) },
  ),
  {
    maxLength: 14,
  },
).map((parts) => parts.join(''))
const edge = (max: number) => option(integer({ min: -3, max }), { nil: undefined })
const operation: Arbitrary<Operation> = oneof(
  {
    weight: 6,
    arbitrary: record({
      kind: constant('write' as const),
      x: integer({ min: -4, max: 24 }),
      y: integer({ min: -3, max: 9 }),
      text,
      transformers: oneof(
        { weight: 3, arbitrary: constant([]) },
        { weight: 1, arbitrary: array(constantFrom(...transformerNames), { maxLength: 2 }) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: record({
      kind: constant('clip' as const),
      clip: record({ x1: edge(12), x2: edge(22), y1: edge(4), y2: edge(9) }),
    }),
  },
  { weight: 1, arbitrary: constant({ kind: 'unclip' as const }) },
)
const frame: Arbitrary<Frame> = record({
  width: integer({ min: 0, max: 22 }),
  height: integer({ min: 0, max: 8 }),
  operations: array(operation, { maxLength: 10 }),
})

/** A frame, the same one again, in another size, and moved: what a cache has to tell apart. */
const variants = (base: Frame): Frame[] => {
  const moved = base.operations.map((each) => (each.kind === 'write' ? { ...each, y: each.y + 1 } : each))
  return [base, base, { ...base, width: base.width + 3 }, { ...base, operations: moved }, base]
}

/** Signs whose cells terminals count differently, together and cut. */
const doubtful = [
  'क्षि',
  'का\u093F\u093F',
  '\u093F',
  'ᅡ',
  'ᄀ',
  '가',
  'น้ำ',
  '👩‍👩‍👧',
  '🇦',
  '☎\uFE0F',
  '🫩',
  'e\u0301',
  '漢',
  'a',
]

describe('a dialog over a row', () => {
  it('has its frame in its columns, and hides what is beneath, whatever signs the terminal counts in another way', async () => {
    const row = array(constantFrom(...doubtful), { minLength: 1, maxLength: 14 }).map((signs) => signs.join(''))
    await assert(
      asyncProperty(row, integer({ min: 1, max: 12 }), async (below, left) => {
        const operations: Operation[] = [
          { kind: 'write', x: 0, y: 0, text: below, transformers: [] },
          { kind: 'write', x: left, y: 0, text: '│abcd│', transformers: [] },
        ]
        const { output } = draw(patched, { width: 30, height: 1, operations })
        const terminal = createTerminalModel({ cols: 40, rows: 1, background: 'dark', answer: () => undefined })
        await new Promise<void>((done) => terminal.write(Buffer.from(output), done))
        const cells = terminal.cells()[0]?.map(({ text: shown }) => shown) ?? []
        expect(cells.slice(left, left + 6)).toEqual(['│', 'a', 'b', 'c', 'd', '│'])
      }),
      { numRuns: 500 },
    )
  })
})

describe('the row-caching Output', () => {
  beforeEach(() => {
    calls = []
  })

  it('shows the same as the Output of Ink, and calls transformers alike', () => {
    assert(
      property(array(frame, { minLength: 1, maxLength: 3 }), (frames) => {
        for (const each of frames.flatMap(variants)) expectSame(each)
      }),
      { numRuns: 2500 },
    )
  }, 120_000)

  it('tells rows apart that read alike when their pieces are put together', () => {
    const write = (x: number, text: string): Operation => ({ kind: 'write', x, y: 0, text, transformers: [] })
    const frames: Frame[] = [
      { width: 12, height: 1, operations: [write(0, 'a,5,b')] },
      { width: 12, height: 1, operations: [write(0, 'a'), write(5, 'b')] },
    ]
    for (const each of frames) expect(draw(patched, each)).toEqual(draw(original, each))
  })

  it('measures a text with a carriage return as Ink does, as a whole and as a line', () => {
    const clip: Clip = { x1: 0, x2: 9, y1: 0, y2: 1 }
    const operations: Operation[] = [
      { kind: 'clip', clip },
      { kind: 'write', x: 0, y: 0, text: 'ab\r\ncd', transformers: [] },
    ]
    const each: Frame = { width: 12, height: 1, operations }
    expect(draw(patched, each)).toEqual(draw(original, each))
  })

  it('runs a transformer on each frame although the text is the same', () => {
    const same: Frame = {
      width: 10,
      height: 1,
      operations: [{ kind: 'write', x: 0, y: 0, text: 'same', transformers: ['logged'] }],
    }
    expect([draw(patched, same).calls, draw(patched, same).calls]).toEqual([['0 same'], ['0 same']])
  })

  it('tokenises nothing of a frame that it has drawn before', () => {
    const coloured = Array.from({ length: 5 }, (_, y): Operation => {
      return { kind: 'write', x: 0, y, text: `\u001B[3${y}mrow ${y}\u001B[39m`, transformers: [] }
    })
    draw(patched, { width: 30, height: 5, operations: coloured })
    const output = new patched.default({ width: 30, height: 5 })
    const { caches } = output as unknown as { caches: { styledChars: ReadonlyMap<string, unknown> } }
    for (const each of coloured)
      if (each.kind === 'write') output.write(each.x, each.y, each.text, { transformers: [] })
    expect(output.get().output).toContain('row 4')
    expect(caches.styledChars.size).toBe(0)
  })
})
