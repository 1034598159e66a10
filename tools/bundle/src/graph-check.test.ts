import { describe, expect, it } from 'vitest'
import { buildProgram } from './build-program.ts'
import { runNode } from './testing/run-node.ts'
import { temporaryFolder } from './testing/temporary-app.ts'

const got = {
  'node_modules/got/package.json': JSON.stringify({ name: 'got', version: '1.0.0', type: 'module', main: 'index.js' }),
  'node_modules/got/index.js': "import { request } from 'node:http'\nexport const got = (url) => request(url)\n",
  'src/network.ts': "export { got } from 'got'\n",
}

const problemsOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  await using folder = await temporaryFolder(files)
  try {
    await buildProgram({ appFolder: folder.path })
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

describe('the check of what the first frame loads', () => {
  it('refuses a static way to the network, with the chain of imports', async () => {
    const problems = await problemsOf({
      ...got,
      'src/main.ts': "import { list } from './screen.ts'\nlist()\n",
      'src/screen.ts': "import { got } from './network.ts'\nexport const list = (): void => { got('x') }\n",
    })
    expect(problems).toContain('main.ts\n  → screen.ts\n  → network.ts\n  → ../node_modules/got/index.js')
    expect(problems).toMatch(/node:http would be loaded[\s\S]*→ node:http$/)
  })

  it('refuses it in a chunk that main shares with the worker, too', async () => {
    const problems = await problemsOf({
      ...got,
      'src/main.ts': "import { got } from './network.ts'\nconsole.log(got)\n",
      'src/session/worker.ts': "import { got } from '../network.ts'\nconsole.log(got)\n",
    })
    expect(problems).toContain('got would be loaded before the first frame')
  })

  it('lets the network into lazy chunks and the worker', async () => {
    const problems = await problemsOf({
      ...got,
      'src/main.ts': "export const later = async () => (await import('./network.ts')).got\n",
      'src/session/worker.ts': "import { got } from '../network.ts'\nconsole.log(got)\n",
    })
    expect(problems).toBe('')
  })

  it('does not count what tree shaking removes', async () => {
    const problems = await problemsOf({
      ...got,
      'node_modules/got/package.json': JSON.stringify({
        type: 'module',
        version: '1.0.0',
        main: 'index.js',
        sideEffects: false,
      }),
      'src/main.ts':
        "import { got } from './network.ts'\nif (process.env.NODE_ENV !== 'production') console.log(got)\n",
    })
    expect(problems).toBe('')
  })

  it('stops the command with the chain and writes nothing', async () => {
    await using folder = await temporaryFolder({
      ...got,
      'src/main.ts': "import { got } from './network.ts'\ngot('x')\n",
    })
    const command = new URL('./main.ts', import.meta.url).pathname
    const { code, stderr } = await runNode([command, '--app', folder.path])
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('→ network.ts') })
  })
})
