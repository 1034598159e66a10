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
