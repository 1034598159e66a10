import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parsePicturePlan } from './picture-plan.ts'

const run = promisify(execFile)
const main = fileURLToPath(new URL('picture.ts', import.meta.url))
const program = fileURLToPath(new URL('../fixtures/echo-keys.mjs', import.meta.url))

describe('the arguments of picture', () => {
  it('keep the steps in the order they were given', () => {
    const own = [
      'out.svg',
      '--cols',
      '132',
      '--rows',
      '34',
      '--wait',
      'Views',
      '--press',
      'j j enter',
      '--wait',
      'PAY-1',
    ]
    const plan = parsePicturePlan([...own, '--', 'node', 'app.js', '--site', 'demo'])
    expect(plan).toEqual({
      file: 'out.svg',
      themes: false,
      cols: 132,
      rows: 34,
      title: undefined,
      steps: [
        { kind: 'wait', text: 'Views' },
        { kind: 'press', keys: ['j', 'j', 'enter'] },
        { kind: 'wait', text: 'PAY-1' },
      ],
      command: 'node',
      args: ['app.js', '--site', 'demo'],
    })
  })

  it('name a folder for a picture of every theme', () => {
    const plan = parsePicturePlan(['--themes', 'out', '--', 'node'])
    expect({ file: plan.file, themes: plan.themes }).toEqual({ file: 'out', themes: true })
  })

  it.each([
    ['a file beside a folder', ['a.svg', '--themes', 'out', '--', 'node']],
    ['no command', ['out.svg']],
    ['no file', ['--', 'node']],
    ['two files', ['a.svg', 'b.svg', '--', 'node']],
    ['a size that is none', ['a.svg', '--cols', 'wide', '--', 'node']],
    ['an unknown option', ['a.svg', '--colour', 'red', '--', 'node']],
  ])('are refused: %s', (_what, argv) => {
    expect(() => parsePicturePlan(argv)).toThrow(TypeError)
  })
})

describe('picture', () => {
  it('writes the same bytes for the same screen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'picture-'))
    const shoot = async (name: string): Promise<string> => {
      const file = join(folder, name)
      const steps = ['--wait', 'ready', '--press', 'j k', '--type', 'ä', '--wait', 'event 3']
      await run(process.execPath, [
        main,
        file,
        '--cols',
        '40',
        '--rows',
        '8',
        ...steps,
        '--',
        process.execPath,
        program,
      ])
      return readFile(file, 'utf8')
    }
    const [one, other] = [await shoot('one.svg'), await shoot('other.svg')]
    expect(one).toBe(other)
    expect(one).toContain('event 2 &quot;k&quot;')
    await rm(folder, { recursive: true })
  })

  it('writes nothing and says why when the program does not show what was waited for', async () => {
    const wrong = run(process.execPath, [main, 'never.svg', '--wait', 'no', '--', process.execPath, '-e', '0'])
    await expect(wrong).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('the program has ended') })
  })
})
