import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { runGuarded } from './guarded.ts'
import { parseOptions } from './options.ts'
import { piecesOf, shapeOf } from './pieces.ts'
import { decode, readText } from './read-text.ts'
import { isClean, toText } from './report.ts'
import { runCorpus } from './run.ts'
import { filesIn, type Skipped } from './walk.ts'

const folderOf = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const texts = (name: string, text: string): readonly string[] =>
  [...piecesOf(name, text, shapeOf(name, text))].flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []))

describe('the command line', () => {
  it('takes a folder, a width and json', () => {
    expect(parseOptions(['x', '--json', '--width', '72'])).toEqual({
      folder: 'x',
      json: true,
      width: 72,
      limit: 60,
      help: false,
    })
    expect(parseOptions(['--help'])).toMatchObject({ help: true })
  })

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--width', '0']],
    [['a', '--width', 'x']],
    [['a', '--wide']],
    [['a', '--limit', '0']],
  ])('refuses %j', (argv) => {
    expect(() => parseOptions(argv)).toThrow(TypeError)
  })
})

describe('the files of a folder', () => {
  it('come once each, in one order, also where links lead in circles', () => {
    const folder = folderOf({ 'b/2.txt': 'x', 'b/1.txt': 'x', 'a.txt': 'x', 'c/.hidden': 'x' })
    symlinkSync('..', join(folder, 'b/up'))
    symlinkSync('a.txt', join(folder, 'again.txt'))
    symlinkSync('nowhere', join(folder, 'broken'))
    const skipped: Skipped[] = []
    expect([...filesIn(folder, (one) => skipped.push(one))].map(({ name }) => name)).toEqual([
      'a.txt',
      'b/1.txt',
      'b/2.txt',
      'c/.hidden',
    ])
    expect(skipped).toEqual([{ name: 'broken', why: 'ENOENT' }])
  })

  it('are read up to a bound, unpacked, and decoded whatever they are', () => {
    const folder = folderOf({ big: 'x'.repeat(100), zero: Buffer.from([0, 1, 0xff]) })
    expect(readText(join(folder, 'big'), 100, 10)).toEqual({ text: 'x'.repeat(10), isCut: true, isBinary: false })
    expect(readText(join(folder, 'zero'), 3)).toMatchObject({ isBinary: true })
    expect(decode(gzipSync('{"a":1}'))).toBe('{"a":1}')
    expect(decode(gzipSync('x'.repeat(1000)), 10)).not.toContain('xxx')
    expect(decode(Buffer.from('\uFEFFaé', 'utf16le'))).toBe('aé')
  })
})

describe('what is in a file', () => {
  it('is every string of JSON, also in strings that are JSON, packed or cut in pieces', () => {
    const inner = JSON.stringify({ body: 'deep {code}' })
    const packed = gzipSync(inner).toString('hex')
    const recording = {
      escaped: inner,
      hex: packed,
      cut: [packed.slice(0, 20), packed.slice(20)],
      base64: gzipSync(inner).toString('base64'),
    }
    expect(texts('x.json', JSON.stringify(recording)).filter((text) => text === 'deep {code}')).toHaveLength(4)
    expect(texts('x.json', '["a",{"b":[null,1,"c"]}]')).toEqual(['a', 'c'])
  })

  it('is a text as a whole, and JSON in it', () => {
    const yaml = `- body: '{"key":"PAY-1","fields":{"summary":"in yaml"}}'\n- other: "line\\nend"`
    expect(texts('x.yaml', yaml)).toEqual(expect.arrayContaining([yaml, 'in yaml', 'line\nend']))
    expect(texts('x.json', '{"a":"cut off"')).toEqual(expect.arrayContaining(['{"a":"cut off"', 'cut off']))
    expect(texts('x.txt', ' \n')).toEqual([])
  })

  it('takes time in proportion to quotes and brackets that do not end', () => {
    for (const piece of ['"\\', '"', 'x\\"y ', '[', '{]\n', '[\n']) {
      const text = piece.repeat(300_000 / piece.length)
      expect(texts('x.json', `"${text}`)[0]).toBe(`"${text}`)
    }
  })

  it.each([
    ['x.json', '{"a":1}', 'json'],
    ['x', '\uFEFF[1]', 'json'],
    ['x.json', '{"a":', 'broken json'],
    ['x.txt', '{code}', 'text'],
    ['x.txt', '12', 'text'],
    ['x.json', '', 'empty'],
  ])('%s with %j is %s', (name, text, shape) => {
    expect(shapeOf(name, text)).toBe(shape)
  })
})

describe('a run over a folder', () => {
  const issue = {
    id: '1',
    key: 'PAY-1',
    fields: {
      summary: 'a\u001b',
      description: 'h1. T\r\n{code}\u202e',
      comment: { comments: [{ id: '2', body: '*b*' }] },
    },
  }
  const folder = folderOf({
    'search.json': JSON.stringify({ startAt: 0, issues: [issue] }),
    'nock.json': JSON.stringify([{ response: JSON.stringify({ errorMessages: ['no \u001b[2J'] }) }]),
    'doc.adf.json': JSON.stringify({
      type: 'doc',
      version: 1,
      content: [{ type: 'taskList', content: [{ type: 'taskItem' }] }],
    }),
    'node.json': JSON.stringify([{ type: 'panel', content: [{ type: 'paragraph', content: [null] }] }]),
    'page.html': '<p>\u009b31m</p>',
    'broken.json': '{"fields":{"description":"h1. x',
    'empty.json': '',
    'log.bin': Buffer.from([0, 27, 91, 49, 109, 200, 13, 10]),
  })

  it('reads, lays out and writes it all, and finds nothing wrong', () => {
    const report = runCorpus({ folder, now: () => 0 })
    expect(report.findings).toEqual([])
    expect(isClean(report)).toBe(true)
    expect(report).toMatchObject({
      files: 8,
      shapes: { json: 4, 'broken json': 1, text: 2, empty: 1 },
      binary: 1,
      cut: 0,
      documents: 2,
      read: { readIssue: 1, readIssuePage: 1 },
    })
    expect(toText(report)).toContain('0 crashes\n0 control characters that would reach a terminal\n')
  })

  it('gives the same report again', () => {
    expect(runCorpus({ folder, now: () => 0 })).toEqual(runCorpus({ folder, now: () => 0 }))
  })

  it('prints no control character of a name', () => {
    const hostile = folderOf({ 'a\u001b[31m.txt': 'x *y* z' })
    let at = 0
    const text = toText(runCorpus({ folder: hostile, now: () => (at += 5) }))
    expect(text).toContain('a\\u001b[31m.txt (5 ms)')
    expect(text).not.toMatch(/[^\P{Cc}\n]/u)
  })
})

describe('a watched run', () => {
  it('is the same as one that nobody watches', async () => {
    const folder = folderOf({ 'a.txt': 'a *b* c', 'b.json': '{"key":"PAY-1"}' })
    const { seconds: _, megabytesPerSecond: __, slowest: ___, ...watched } = await runGuarded({ folder, limit: 60 })
    expect(runCorpus({ folder })).toMatchObject(watched)
    expect(watched).toMatchObject({ files: 2 })
  })

  it('tells of a file that never ends, and goes on after it', async () => {
    const report = JSON.stringify(runCorpus({ folder: folderOf({ 'a.txt': 'a *b* c' }) }))
    const endless = `import { parentPort, workerData } from 'node:worker_threads'
      const say = (message) => parentPort.postMessage(message)
      say({ kind: 'file', index: workerData.from, name: 'f\\u001b', size: 3 })
      if (workerData.from > 0) say({ kind: 'done', report: ${report} })
      else for (;;) {}`
    const worker = new URL(`data:text/javascript,${encodeURIComponent(endless)}`)
    const found = await runGuarded({ folder: '.', limit: 0.05, worker })
    expect(found).toMatchObject({ files: 2, counts: { stall: 1, crash: 0 } })
    expect(found.findings).toMatchObject([{ kind: 'stall', where: 'f\\u001b' }])
    expect(isClean(found)).toBe(false)
  })
})
