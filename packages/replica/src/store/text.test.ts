import { describe, expect, test } from 'vitest'
import { plainWords } from './plain-words.ts'
import { givenStore, issueDetailOf, issueOf, keyOf } from './testing.ts'

const adf = (content: readonly object[]): { readonly format: 'adf'; readonly source: string } => ({
  format: 'adf',
  source: JSON.stringify({ type: 'doc', version: 1, content }),
})

describe('the words of a document', () => {
  test('are those of its text nodes, mentions and cards, with a word that marks cut in one', () => {
    const content = [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'un' },
          { type: 'text', text: 'der', marks: [] },
        ],
      },
      {
        type: 'paragraph',
        content: [
          { type: 'mention', attrs: { id: '1', text: '@Mira' } },
          { type: 'text', text: 'sees' },
        ],
      },
      { type: 'inlineCard', attrs: { url: 'https://a.example' } },
    ]
    expect(plainWords(adf(content)).split(/\s+/).filter(Boolean)).toEqual([
      'under',
      '@Mira',
      'sees',
      'https://a.example',
    ])
  })

  test.each(['', 'no json', '[]', '1', 'null', '{"content":{"text":1}}'])('are none in "%s"', (source) => {
    expect(plainWords({ format: 'adf', source }).trim()).toBe('')
  })

  test('are not looked for beyond a bound', () => {
    const wide = adf(Array.from({ length: 100_000 }, () => ({ type: 'text', text: 'word ' })))
    expect(plainWords(wide).length).toBeLessThanOrEqual(100_000)
    expect(plainWords({ format: 'wiki', source: 'a'.repeat(500_000) })).toHaveLength(100_000)
    const depth = 5000
    const deep = `${'{"type":"a","content":['.repeat(depth)}{"type":"text","text":"deep"}${']}'.repeat(depth)}`
    expect(plainWords({ format: 'adf', source: deep }).trim()).toBe('deep')
  })
})

describe('searching', () => {
  const keysFor = (store: ReturnType<typeof givenStore>, text: string): readonly string[] =>
    store.issues.search(text, 10).map(({ key }) => key)

  const comment = (id: string, source: string) => ({
    id,
    author: null,
    body: { format: 'wiki', source } as const,
    created: null,
    updated: null,
    visibility: null,
    internal: false,
  })

  test('finds words of key, summary, description and comments, the last by its beginning, without accents', () => {
    const store = givenStore()
    const description = { format: 'wiki', source: 'The *café* is closed' } as const
    const comments = [comment('1', 'zebra crossing')]
    store.issues.putDetail(issueDetailOf('PAY-1', 1, { summary: 'Gateway timeout', description, comments }), 1)
    store.issues.putRow(issueOf('PAY-2', 2, { summary: 'Another' }), 1)
    for (const text of ['gateway', 'timeout gate', 'CAFE', 'zeb', 'cros zebra', 'pay-1', 'closed "cafe'])
      expect([text, keysFor(store, text)]).toEqual([text, text === 'cros zebra' ? [] : ['PAY-1']])
    expect(keysFor(store, 'gateway another')).toEqual([])
  })

  test('finds the key first, then summaries, the newest first', () => {
    const store = givenStore()
    const described = (source: string) => ({ description: { format: 'wiki', source } as const })
    store.issues.putRow(issueOf('PAY-1', 1, { summary: 'See 12', updated: '2026-11-01T00:00:00.000Z' }), 1)
    store.issues.putRow(issueOf('PAY-2', 2, { summary: '12 see', updated: '2026-11-09T00:00:00.000Z' }), 1)
    store.issues.putRow(issueOf('PAY-3', 3, { summary: 'x', ...described('12') }), 1)
    store.issues.putRow(issueOf('PAY-12', 12, { summary: 'x', updated: '2026-10-01T00:00:00.000Z' }), 1)
    store.issues.putRow(issueOf('OPS-123', 13, { summary: 'x', updated: '2026-10-01T00:00:00.000Z' }), 1)
    expect(keysFor(store, '12')).toEqual(['PAY-12', 'PAY-2', 'PAY-1', 'OPS-123', 'PAY-3'])
    expect(keysFor(store, ' pay-12 ')[0]).toBe('PAY-12')
    expect(store.issues.search('12', 2).map(({ issue }) => issue.id)).toEqual(['12', '2'])
  })

  test('by a single letter looks at the rows', () => {
    const store = givenStore()
    store.issues.putRow(issueOf('PAY-1', 1, { summary: 'Gateway' }), 1)
    store.issues.putRow(issueOf('PAY-2', 2, { summary: 'toggle' }), 1)
    expect(keysFor(store, 'g')).toEqual(['PAY-1'])
    expect(keysFor(store, 'toggle g')).toEqual(['PAY-2'])
  })

  test('follows what is changed, fetched by itself, and taken away', () => {
    const store = givenStore()
    const key = keyOf('PAY-1')
    store.issues.putDetail(issueDetailOf('PAY-1', 1, { summary: 'alpha', comments: [comment('1', 'bravo')] }), 1)
    store.issues.putPart(key, 'comments', [comment('1', 'bravo'), comment('2', 'charlie')], 1)
    expect(['alpha', 'bravo', 'charlie'].map((text) => keysFor(store, text).length)).toEqual([1, 1, 1])
    store.issues.putRow(issueOf('PAY-1', 1, { summary: 'delta' }), 2)
    expect(['alpha', 'bravo', 'charlie', 'delta'].map((text) => keysFor(store, text).length)).toEqual([0, 1, 1, 1])
    store.issues.putPart(key, 'comments', [], 3)
    store.issues.putDetail(issueDetailOf('PAY-1', 1, { summary: 'delta' }), 4)
    expect(['bravo', 'charlie', 'delta'].map((text) => keysFor(store, text).length)).toEqual([0, 0, 1])
    store.issues.remove(key)
    expect(keysFor(store, 'delta')).toEqual([])
  })

  test('finds comments as the newer of the issue and its list of comments has them', () => {
    const store = givenStore()
    const { issues } = store
    const found = (text: string): boolean => keysFor(store, text).length > 0
    const detail = (comments: readonly ReturnType<typeof comment>[], commentTotal: number) =>
      issueDetailOf('PAY-1', 1, { comments, commentTotal })
    issues.putDetail(detail([comment('2', 'valve')], 2), 1)
    issues.putPart(keyOf('PAY-1'), 'comments', [comment('1', 'gasket'), comment('2', 'pump')], 2)
    expect(['valve', 'gasket', 'pump'].map(found)).toEqual([false, true, true])
    issues.putDetail(detail([comment('2', 'rotor')], 2), 3)
    expect(['pump', 'gasket', 'rotor'].map(found)).toEqual([false, true, true])
    issues.putDetail(detail([comment('2', 'shaft')], 1), 4)
    expect(['rotor', 'gasket', 'shaft'].map(found)).toEqual([false, false, true])
  })
})
