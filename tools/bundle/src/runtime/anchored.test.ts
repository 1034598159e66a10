import { createTerminalModel } from '@mmd/tools-screen-driver'
import { describe, expect, it } from 'vitest'
import { anchored } from './anchored.ts'

/** What a row of a terminal shows behind a cluster that is believed to have a width. */
const behind = async (cluster: string, believed: number): Promise<string> => {
  const terminal = createTerminalModel({ cols: 12, rows: 1, background: 'dark', answer: () => undefined })
  const written = `xxxxxxxxxxxx\r│${anchored(cluster, 1, () => believed)}│`
  await new Promise<void>((done) => terminal.write(Buffer.from(written), done))
  return (
    terminal
      .cells()[0]
      ?.map(({ text }) => text)
      .join('')
      .slice(cluster.length) ?? ''
  )
}

describe('a cluster in its place', () => {
  it.each(['a', 'é', '漢', '●', '👍', '𠀀'])('leaves %s alone, on which terminals agree', (cluster) => {
    expect(anchored(cluster, 3, () => 2)).toBe(cluster)
  })

  it.each([
    ['क्षि', 3],
    ['🇦', 2],
    ['e\u0301', 1],
    ['👩\u200D👧', 2],
    ['น้ำ', 2],
    ['\u093F', 1],
    ['ᅡ', 1],
    ['🫩', 2],
  ])('keeps what follows %s in its column, however wide the terminal takes it for', (cluster, believed) => {
    const value = anchored(cluster, 1, () => believed)
    expect(value).toBe(`\u001B[${believed}X${cluster}\u001B[${believed + 2}G`)
  })

  it('leaves nothing of what was there before in the cells that a terminal does not use', async () => {
    expect(await behind('क्षि', 3)).not.toMatch(/x.*│/)
  })
})
