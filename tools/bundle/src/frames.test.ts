import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildProgram } from './build-program.ts'
import type { Frame } from './testing/frames-app/src/play-frames.ts'
import { runNode } from './testing/run-node.ts'
import { screensOf } from './testing/screens-of.ts'
import { type TemporaryFolder, temporaryFolder } from './testing/temporary-app.ts'

type Kind = 'plain' | 'fast'
type App = 'frames-app' | 'text-app'

// Counts what the patches are to avoid, before anything of the bundle runs.
const probe = `
const counts = { fetch: 0, segmenter: 0 }
const { fetch } = globalThis
globalThis.fetch = (...args) => { counts.fetch++; return fetch(...args) }
Intl.Segmenter = class extends Intl.Segmenter { constructor(...args) { super(...args); counts.segmenter++ } }
await import(process.argv[2])
process.stdout.write('\\n' + JSON.stringify(counts))
`

/** Terminals count the cells of Devanagari and Thai in their own ways: there the program keeps the frame in place, and Ink does not. */
const isDoubtful = (row: string): boolean => /[\u0900-\u097F\u0E00-\u0E7F]/.test(row)
const certain = (screen: readonly string[] | undefined) => screen?.map((row) => (isDoubtful(row) ? 'doubtful' : row))

describe('an Ink program', () => {
  let folder: TemporaryFolder
  const outFolder = (app: App, kind: Kind): string => join(folder.path, app, kind)

  beforeAll(async () => {
    folder = await temporaryFolder({ 'package.json': '{"type":"module"}', 'probe.mjs': probe })
    for (const app of ['frames-app', 'text-app'] as const) {
      const appFolder = fileURLToPath(new URL(`./testing/${app}`, import.meta.url))
      await buildProgram({ appFolder, outFolder: outFolder(app, 'plain'), plain: true })
      await buildProgram({ appFolder, outFolder: outFolder(app, 'fast') })
    }
  }, 60_000)
  afterAll(() => folder[Symbol.asyncDispose]())

  const run = async (app: App, kind: Kind) => {
    const main = join(outFolder(app, kind), 'main.js')
    const { code, stdout } = await runNode([join(folder.path, 'probe.mjs'), main], { FORCE_COLOR: '3' })
    const [written = '', counts = '{}'] = stdout.split('\n')
    return { code, written, counts: JSON.parse(counts) as { fetch: number; segmenter: number } }
  }

  it('shows the same through states and resizes, with and without the patches', async () => {
    const [plain, fast] = await Promise.all([run('frames-app', 'plain'), run('frames-app', 'fast')])
    const slow = JSON.parse(plain.written) as Frame[]
    expect({ code: plain.code, count: slow.length }).toEqual({ code: 0, count: 124 })
    expect(slow.map(({ written }) => written).join('')).toContain('漢字 over')
    const expected = await screensOf(slow)
    for (const [step, screen] of (await screensOf(JSON.parse(fast.written) as Frame[])).entries()) {
      expect(certain(screen), `frame ${step}`).toEqual(certain(expected[step]))
      expect(screen.filter((row) => isDoubtful(row) && !/[│╮╯]$/.test(row))).toEqual([])
    }
    // A style of one cell that is missing is told apart.
    const last = slow.at(-2) as Frame
    const dull = { ...last, written: last.written.replaceAll('\u001B[33m', '') }
    expect(await screensOf([...slow.slice(0, -2), dull])).not.toEqual(expected.slice(0, -1))
  }, 60_000)

  it('starts without fetch and without a segmenter when its text needs none', async () => {
    const [plain, fast] = await Promise.all([run('text-app', 'plain'), run('text-app', 'fast')])
    expect(fast.written).toBe(plain.written)
    expect(plain.counts.fetch).toBe(1)
    expect(plain.counts.segmenter).toBeGreaterThan(0)
    expect(fast.counts).toEqual({ fetch: 0, segmenter: 0 })
  })

  it('carries no developer tools', async () => {
    const bundle = await readFile(join(outFolder('text-app', 'plain'), 'main.js'), 'utf8')
    expect(bundle).not.toContain('connectToDevTools')
  })
})
