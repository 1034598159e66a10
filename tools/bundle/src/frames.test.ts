import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildProgram } from './build-program.ts'
import { runNode } from './testing/run-node.ts'
import { type TemporaryFolder, temporaryFolder } from './testing/temporary-app.ts'

const appFolder = fileURLToPath(new URL('./testing/frames-app', import.meta.url))

// Counts what the patches are to avoid, before anything of the bundle runs.
const probe = `
const counts = { fetch: 0, segmenter: 0 }
const { fetch } = globalThis
globalThis.fetch = (...args) => { counts.fetch++; return fetch(...args) }
Intl.Segmenter = class extends Intl.Segmenter { constructor(...args) { super(...args); counts.segmenter++ } }
await import(process.argv[2])
process.stdout.write('\\n' + JSON.stringify(counts))
`

describe('an Ink program', () => {
  let folder: TemporaryFolder
  beforeAll(async () => {
    folder = await temporaryFolder({
      'package.json': '{"type":"module"}',
      'probe.mjs': probe,
    })
    for (const kind of ['plain', 'fast']) {
      await buildProgram({ appFolder, outFolder: join(folder.path, kind), plain: kind === 'plain' })
    }
  })
  afterAll(() => folder[Symbol.asyncDispose]())

  const run = async (kind: 'plain' | 'fast') => {
    const { code, stdout } = await runNode([join(folder.path, 'probe.mjs'), join(folder.path, kind, 'main.js')], {
      FORCE_COLOR: '3',
    })
    const [frames = '[]', counts = '{}'] = stdout.split('\n')
    return { code, frames: JSON.parse(frames) as string[], counts: JSON.parse(counts) as Record<string, number> }
  }

  it('writes the same bytes through states and resizes, with and without the patches', async () => {
    const [plain, fast] = await Promise.all([run('plain'), run('fast')])
    expect({ code: plain.code, count: plain.frames.length }).toEqual({ code: 0, count: 124 })
    expect(plain.frames.join('')).toContain('漢字 over')
    expect(fast.frames).toEqual(plain.frames)
    expect([plain.counts['fetch'], fast.counts['fetch']]).toEqual([1, 0])
  })

  it('carries no developer tools', async () => {
    const bundle = await readFile(join(folder.path, 'plain', 'main.js'), 'utf8')
    expect(bundle).not.toContain('connectToDevTools')
  })
})
