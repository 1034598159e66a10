import { expect, test } from 'vitest'
import { createTerminalModel, type TerminalModel } from './terminal-model.ts'

const write = (model: TerminalModel, bytes: Uint8Array): Promise<void> =>
  new Promise((parsed) => model.write(bytes, parsed))

// A terminal's output comes in chunks of bytes that end anywhere; the second byte of the ellipsis is 0x80.
test.each(['a…b', 'aâ€b', 'a😀b', 'a│●▼b', 'aé한b'])('%s is whole wherever a chunk of it ends', async (text) => {
  const bytes = new TextEncoder().encode(text)
  for (let end = 0; end <= bytes.length; end++) {
    const model = createTerminalModel({ cols: 20, rows: 2, background: 'dark', answer: () => undefined })
    await write(model, bytes.subarray(0, end))
    await write(model, bytes.subarray(end))
    expect(model.lines()[0]).toBe(text)
  }
})

const question = '\u001B_Gi=7,s=1,v=1,a=q,t=d,f=24;AAAA\u001B\\\u001B[>q\u001B[16t\u001B[c'

test.each([
  ['none', /^\u001B\[\?1;2c$/],
  ['kitty', /^\u001B_Gi=7;OK\u001B\\.*\u001B\[6;16;8t\u001B\[\?62;22c$/],
  ['iterm', /^\u001BP>\|iTerm2 .*\u001B\[6;16;8t\u001B\[\?62;22c$/],
  ['sixel', /\u001B\[6;16;8t\u001B\[\?62;4;22c$/],
] as const)('a terminal with %s answers what is asked about pictures so', async (graphics, answers) => {
  const said: string[] = []
  const answer = (bytes: string): void => void said.push(bytes)
  const model = createTerminalModel({ cols: 20, rows: 2, background: 'dark', graphics, answer })
  const bytes = new TextEncoder().encode(question)
  await write(model, bytes.subarray(0, 9))
  await write(model, bytes.subarray(9))
  expect(said.join('')).toMatch(answers)
})

test('a frame of synchronized output is on the screen when all of it has come', async () => {
  const [model, other] = [1, 2].map(() =>
    createTerminalModel({ cols: 20, rows: 2, background: 'dark', answer: () => undefined }),
  ) as [TerminalModel, TerminalModel]
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  await write(model, bytes('old'))
  const shown = write(model, bytes('\u001B[?2026h\u001B[Hn'))
  model.write(bytes('e'), () => undefined)
  // What is written later to another one is shown later.
  await write(other, bytes('later'))
  expect(model.lines()[0]).toBe('old')
  model.write(bytes('w\u001B[?2026l'), () => undefined)
  await shown
  expect(model.lines()[0]).toBe('new')
})
