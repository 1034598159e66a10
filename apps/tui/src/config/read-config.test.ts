import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actions } from '../actions/registry.ts'
import { defaultConfig } from './config.ts'
import { problemLine } from './problem.ts'
import { readConfig } from './read-config.ts'

const read = (text: string) => readConfig(text, actions)

/** `2:8 what → what to do`. */
const told = (text: string): readonly string[] =>
  read(text).problems.map(({ line, column, what, todo }) => `${line}:${column} ${what} → ${todo}`)

describe('the configuration file', () => {
  test.each(['', '# nothing but words\n', '---\n', 'theme: auto\n'])('says nothing new with %j', (text) => {
    expect(read(text)).toEqual({ config: defaultConfig, problems: [] })
  })

  test('gives what stands in it', () => {
    const { config, problems } = read(`
theme: light 16
colours: { accent: "#f80", bad: bright-red }
keys: { issue.assign: a, issue.status: [s, "; s"], list.mark: false }
columns: [key, summary]
views:
  - { title: "Crashes & co", jql: "text ~ crash", sites: [acme], sort: -updated }
  - { id: late, title: Late, jql: "due < now()" }
macros: { triaged: { key: T, actions: [{ label: { add: [x] } }] } }
notices: { by: bell, mentions: false }
mouse: false
screenReader: true
layout: { views: 30 }
inbox: { view: Untriaged, reasons: [Dull] }
limits: { bulk: 5 }
`)
    expect(problems).toEqual([])
    expect(config).toEqual({
      theme: { palette: 'light', depth: '16' },
      colours: { accent: '#f80', bad: 'bright-red' },
      keys: { 'issue.assign': [['a']], 'issue.status': [['s'], [';', 's']], 'list.mark': [] },
      columns: ['key', 'summary'],
      views: [
        { id: 'crashes-co', title: 'Crashes & co', jql: 'text ~ crash', sites: ['acme'], sort: '-updated' },
        { id: 'late', title: 'Late', jql: 'due < now()' },
      ],
      macros: { triaged: { key: 'T', actions: [{ label: { add: ['x'] } }] } },
      notices: { by: 'bell', mentions: false, assignments: true },
      images: 'auto',
      mouse: false,
      screenReader: true,
      layout: { views: 30, preview: 0 },
      inbox: { view: 'Untriaged', accept: [], reasons: [{ reason: 'Dull' }], views: {} },
      limits: { bulk: 5, image: 5 },
    })
  })

  test.each([
    ['colous: {}', '1:1 There is no setting colous → Did you mean colours? There are: '],
    ['theme: drak', '1:8 theme is “drak” → Did you mean dark? '],
    ['theme: [dark]', '1:8 theme is ["dark"] → Write auto, dark'],
    ['mouse: maybe', '1:8 mouse is “maybe” → Write true or false'],
    ['colours: { accnt: red }', '1:12 There is no setting accnt in colours → Did you mean accent? '],
    ['colours: { accent: pinkish }', '1:20 accent is “pinkish”, which is no colour → '],
    ['keys: { issue.asign: a }', '1:9 There is no action issue.asign → Did you mean issue.assign? '],
    ['keys: { issue.assign: 12 }', '1:23 keys.issue.assign is 12 → Write a key in quotes'],
    ['keys: { issue.assign: hyper-x }', '1:23 issue.assign: “hyper-x” is no key → '],
    ['keys: { issue.assign: [U, ctrl-i] }', '1:27 issue.assign: Terminals send tab for ctrl-i → '],
    ['views: [{ title: Only }]', '1:9 views[0].jql is missing → Add it: jql: …'],
    [
      'views: [{ title: A, jql: b, colums: [] }]',
      '1:29 There is no setting colums in views[0] → Did you mean columns? ',
    ],
    ['layout: { views: 4 }', '1:18 layout.views is 4 → Write a number of at least 16'],
    ['notices: { by: pigeon }', '1:16 notices.by is “pigeon” → Write one of: auto, osc9'],
    ['views: many', '1:8 views is “many” → Write a list'],
    ['- a\n- b', '1:1 The file is ["a","b"] → Write names with values'],
    ['mouse: *there', '1:8 *there refers to something that is not there → '],
  ])('%j is told with its place, and what to do', (text, words) => {
    expect(told(text)).toEqual([expect.stringContaining(words)])
    const { views, keys, ...rest } = read(text).config
    const { views: _views, keys: _keys, ...standard } = defaultConfig
    expect(rest).toEqual(standard)
    expect(views.length + Object.keys(keys).length).toBeLessThanOrEqual(1)
  })

  test('loses only what is wrong', () => {
    const { config, problems } = read(`
theme: drak
mouse: false
views:
  - title: Broken
  - { title: Good, jql: a = b, columns: nothing }
  - { title: Good, jql: c = d }
notices: { mentions: no-thanks, assignments: false }
keys:
  issue.assign: [U, hyper-x]
  no.such: x
`)
    expect(problems.map(({ line }) => line)).toEqual([2, 5, 6, 7, 8, 10, 11])
    expect(config).toEqual({
      ...defaultConfig,
      mouse: false,
      views: [{ id: 'good', title: 'Good', jql: 'a = b' }],
      notices: { by: 'auto', mentions: true, assignments: false },
      keys: { 'issue.assign': [['U']] },
    })
  })

  test('is read as far as it is YAML', () => {
    const text = 'mouse: false\ntheme: "dark\ncolumns: [a'
    expect(read(text).config.mouse).toBe(false)
    expect(told(text)).toContainEqual(expect.stringMatching(/^\d+:\d+ YAML: /))
    expect(told('mouse: false\nmouse: true')).toEqual([expect.stringMatching(/^2:1 YAML: .* → Keep one/)])
  })

  test('tells two actions that want one key, with both names, and where', () => {
    expect(told('keys:\n  view.next: "["\n')).toEqual([
      expect.stringMatching(
        /^2:3 \[ is view\.next \(Next view\), no longer view\.previous \(.*\) → Give one of the two/,
      ),
    ])
  })

  test('can be nested as deeply as it likes, and be large', () => {
    expect(told('['.repeat(100_000)).length).toBeGreaterThan(0)
    expect(told(`a: ${'x'.repeat(1_000_001)}`)).toEqual([expect.stringContaining('larger than a megabyte')])
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghijk'.split('').map((name, at) => {
        const before = 'abcdefghij'[at]
        return `${name}: &${name} [*${before}, *${before}, *${before}, *${before}]`
      }),
    ]
    expect(read(bomb.join('\n')).config).toEqual(defaultConfig)
  })

  test('brings no sign that a terminal obeys', () => {
    const { config } = read(
      'views: [{ title: "a\\e[31mb", jql: "x\\u202Ey" }]\nmacros: { m: { title: "\\e]0;x\\a" } }\n',
    )
    expect(JSON.stringify(config)).not.toMatch(/u001b|\u202E|u0007/u)
    expect(config.views[0]?.title).toBe('ab')
  })

  test('whatever it is, it gives a whole configuration', () => {
    const lines = fc.constantFrom(
      'theme: dark',
      'keys:',
      '  issue.assign: a',
      'views:',
      '  - title: x',
      '    jql: y',
      '- z',
      'mouse: {',
      '"',
      'a: &b',
      '*b',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(lines, fc.string())), (some) => {
        const { config, problems } = read(some.join('\n'))
        expect(Object.keys(config)).toEqual(Object.keys(defaultConfig))
        for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThan(0)
      }),
    )
  })

  test('a mistake is one line as compilers say it', () => {
    const [first] = read('theme: drak').problems
    expect(first && problemLine(first, 'config.yaml')).toBe('config.yaml:1:8: theme is “drak”')
  })
})
