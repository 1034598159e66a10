import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Environment } from '../config/environment.ts'
import { ask, askNewSecret, askYes, readSecret, readStandardInput } from './prompt.ts'

const surroundings = (isTerminal: boolean) => {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()]
  let shown = ''
  stderr.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
  })
  const environment = {
    stdin,
    stderr,
    isTerminal: { stdin: isTerminal, stdout: isTerminal, stderr: isTerminal },
  } as unknown as Environment
  return { environment, stdin, shown: () => shown }
}

test('reading standard input ends when the run is cancelled', async () => {
  const { environment, stdin } = surroundings(false)
  const controller = new AbortController()
  const reading = readStandardInput(environment, controller.signal)
  stdin.write('begun')
  controller.abort()
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
})

describe('a question', () => {
  test('is never put where nobody can answer; the flag is named', async () => {
    const { environment, shown } = surroundings(false)
    await expect(ask(environment, { text: 'Client id', flag: '--client-id ID' })).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('--client-id ID'),
    })
    expect(shown()).toBe('')
  })

  test('is answered by a line', async () => {
    const { environment, stdin, shown } = surroundings(true)
    const answer = ask(environment, { text: 'Client id', flag: '--client-id' })
    stdin.write(' abc \n')
    expect(await answer).toBe('abc')
    expect(shown()).toContain('Client id: ')
  })

  test('takes the fallback for an empty line', async () => {
    const { environment, stdin } = surroundings(true)
    const answer = ask(environment, { text: 'Scope', flag: '--scope', fallback: 'WRITE' })
    stdin.write('\n')
    expect(await answer).toBe('WRITE')
  })

  test('does not show what is typed when that is a secret', async () => {
    const { environment, stdin, shown } = surroundings(true)
    const answer = readSecret(environment, { text: 'client secret', flag: '--client-secret-stdin' })
    stdin.write('hush-hush\n')
    expect(await answer).toBe('hush-hush')
    expect(shown()).not.toContain('hush')
  })

  test('is put only once the terminal shows nothing of what is typed by itself', async () => {
    const { environment, stdin, shown } = surroundings(true)
    let before = 'never'
    Object.assign(stdin, {
      setRawMode: (isRaw: boolean) => {
        if (isRaw) before = shown()
      },
    })
    const answer = readSecret(environment, { text: 'client secret', flag: '--client-secret-stdin' })
    stdin.write('hush-hush\n')
    await answer
    expect(before).toBe('')
  })

  test('ends with Ctrl-C', async () => {
    const { environment, stdin } = surroundings(true)
    const answer = ask(environment, { text: 'Client id', flag: '--client-id' })
    stdin.write('ab\u0003')
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('ends when the run is cancelled', async () => {
    const { environment } = surroundings(true)
    const controller = new AbortController()
    const answer = ask(environment, { text: 'Client id', flag: '--client-id' }, controller.signal)
    controller.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a new secret', () => {
  const question = { text: 'Passphrase', flag: '--passphrase-stdin', exact: true }
  /** Answers each prompt with the next line. */
  const asking = (lines: readonly string[]) => {
    const { environment, stdin, shown } = surroundings(true)
    const left = [...lines]
    ;(environment.stderr as unknown as PassThrough).on('data', (chunk: Buffer) => {
      if (chunk.toString().endsWith(': ')) setImmediate(() => stdin.write(`${left.shift() ?? ''}\r`))
    })
    return { secret: askNewSecret(environment, question), shown }
  }

  test('is typed twice, blanks and all, and not shown', async () => {
    const { secret, shown } = asking([' vier Worte ', ' vier Worte '])
    expect(await secret).toBe(' vier Worte ')
    expect(shown()).not.toContain('vier')
  })

  test('is asked for again when it was typed differently', async () => {
    expect(await asking(['one', 'two', 'three', 'three']).secret).toBe('three')
  })

  test('is given up after three differences', async () => {
    await expect(asking(['a', 'b', 'c', 'd', 'e', 'f']).secret).rejects.toMatchObject({ code: 'usage' })
  })

  test('may be none, which is not asked for twice', async () => {
    expect(await asking(['']).secret).toBe('')
  })
})

test.each([
  ['y', true],
  ['YES', true],
  ['', false],
  ['yesterday', false],
  ['n', false],
])('%j to whether to go on means %s', async (line, goesOn) => {
  const { environment, stdin } = surroundings(true)
  const answer = askYes(environment, { text: 'Go on?', flag: '--yes' })
  stdin.write(`${line}\r`)
  expect(await answer).toBe(goesOn)
})

describe('a secret from a pipe', () => {
  test('is all of it without the line end', async () => {
    const { environment, stdin } = surroundings(false)
    const secret = readSecret(environment, { text: 'token', flag: '--token-stdin' })
    stdin.end('abc\r\n')
    expect(await secret).toBe('abc')
  })

  test('that is empty is a usage error', async () => {
    const { environment, stdin } = surroundings(false)
    const secret = readSecret(environment, { text: 'token', flag: '--token-stdin' })
    stdin.end('\n')
    await expect(secret).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('--token-stdin') })
  })
})
