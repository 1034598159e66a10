import { expect, test } from 'vitest'
import { copyText } from './copy-text.ts'

const copied = async (variables: Readonly<Record<string, string>>, works = true) => {
  const [written, run]: [string[], string[][]] = [[], []]
  await copyText('PAY-1 ü', {
    write: (sequence) => written.push(sequence),
    variables,
    tmux: async (args, input) => {
      run.push([...args, input])
      return works
    },
  })
  return { written, run }
}

const sequence = '\u001B]52;c;UEFZLTEgw7w=\u0007'

test('the terminal is told to copy', async () => {
  expect(await copied({ TERM: 'xterm' })).toEqual({ written: [sequence], run: [] })
})

test('tmux copies by its own command, and is left out where that fails', async () => {
  const run = [['load-buffer', '-w', '-', 'PAY-1 ü']]
  expect(await copied({ TMUX: '/tmp/x' })).toEqual({ written: [], run })
  expect(await copied({ TMUX: '/tmp/x' }, false)).toEqual({ written: [sequence], run })
})
