import { EventEmitter } from 'node:events'
import { Writable } from 'node:stream'
import { render } from 'ink'
import { createElement } from 'react'
import { FramesScreen } from './FramesScreen.tsx'

interface Size {
  readonly columns: number
  readonly rows: number
}

/** What Ink wrote for one state, and the size of the terminal by then, in cells. */
export interface Frame extends Size {
  readonly written: string
}

const sizes: readonly Size[] = [
  { columns: 100, rows: 30 },
  { columns: 60, rows: 30 },
  { columns: 60, rows: 12 },
  { columns: 141, rows: 41 },
  { columns: 23, rows: 9 },
]

const fakeTerminal = (size: Size) => {
  const written: string[] = []
  const stdout = Object.assign(
    new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        written.push(String(chunk))
        done()
      },
    }),
    { isTTY: true, ...size },
  )
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode: () => {},
    setEncoding: () => {},
    ref: () => {},
    unref: () => {},
    read: () => null,
  })
  const take = (): Frame => ({ columns: stdout.columns, rows: stdout.rows, written: written.splice(0).join('') })
  return { stdout, stdin, take }
}

const playRun = async (incrementalRendering: boolean): Promise<Frame[]> => {
  const first = sizes[0] ?? { columns: 80, rows: 24 }
  const terminal = fakeTerminal(first)
  const screen = (step: number) =>
    createElement(FramesScreen, { step, width: terminal.stdout.columns, height: terminal.stdout.rows - 1 })
  const app = render(screen(0), {
    stdout: terminal.stdout as unknown as NodeJS.WriteStream,
    stdin: terminal.stdin as unknown as NodeJS.ReadStream,
    interactive: true,
    alternateScreen: true,
    patchConsole: false,
    exitOnCtrlC: false,
    maxFps: 1000,
    incrementalRendering,
  })
  await app.waitUntilRenderFlush()
  const frames = [terminal.take()]
  for (let step = 1; step <= 60; step++) {
    if (step % 12 === 0) {
      Object.assign(terminal.stdout, sizes[(step / 12) % sizes.length])
      terminal.stdout.emit('resize')
      await app.waitUntilRenderFlush()
    }
    app.rerender(screen(step))
    await app.waitUntilRenderFlush()
    frames.push(terminal.take())
  }
  app.unmount()
  await app.waitUntilExit()
  frames.push(terminal.take())
  return frames
}

/** What Ink writes for a fixed sequence of states and terminal sizes, with and without incremental rendering. */
export const playFrames = async (): Promise<Frame[]> => [...(await playRun(true)), ...(await playRun(false))]
