import type { TerminalModel } from '@mmd/tools-screen-driver'

/** Output as it came, with the time of `performance.now()`. */
export interface TimedChunk {
  readonly at: number
  readonly bytes: Uint8Array
}

/** A key that was written at a time, and what the screen says once it has done its work. */
export interface TimedKey {
  readonly at: number
  readonly isShown: (screen: string) => boolean
}

/** When a frame was complete, and what had been written since the one before. */
interface TimedFrame {
  readonly at: number
  readonly bytes: number
  readonly text: string
}

/** What a key came to: until the last byte of the first frame that shows it; undefined: none did. */
export interface KeyTime {
  readonly ms: number | undefined
  /** Everything that was written until then. */
  readonly bytes: number
}

const endUpdate = Buffer.from('\x1b[?2026l')

/** The chunk cut behind each end of a frame; the last part may be the beginning of one. */
const partsOf = (chunk: Uint8Array): readonly { readonly part: Uint8Array; readonly isEnd: boolean }[] => {
  const buffer = Buffer.from(chunk)
  const parts = []
  let from = 0
  for (let at = buffer.indexOf(endUpdate); at !== -1; at = buffer.indexOf(endUpdate, from)) {
    parts.push({ part: buffer.subarray(from, at + endUpdate.length), isEnd: true })
    from = at + endUpdate.length
  }
  return from < buffer.length ? [...parts, { part: buffer.subarray(from), isEnd: false }] : parts
}

/** Shows the output to a terminal once more, at leisure, and reads the screen after each frame. An end that lies in two chunks belongs to the next frame. */
const replay = async (model: TerminalModel, chunks: readonly TimedChunk[]): Promise<readonly TimedFrame[]> => {
  const frames: TimedFrame[] = []
  let bytes = 0
  for (const chunk of chunks)
    for (const { part, isEnd } of partsOf(chunk.bytes)) {
      bytes += part.length
      const shown = new Promise<void>((parsed) => model.write(part, parsed))
      // The terminal shows a frame when all of it is there.
      if (!isEnd) continue
      await shown
      frames.push({ at: chunk.at, bytes, text: model.lines().join('\n') })
      bytes = 0
    }
  return frames
}

/**
 * The time of each key until the first frame that shows what it did, whatever else is drawn meanwhile. Keys in the order
 * of writing; one that no frame shows within `silentMs` has no effect. The model shows what was there before the chunks.
 */
export const timeKeys = async (
  model: TerminalModel,
  chunks: readonly TimedChunk[],
  keys: readonly TimedKey[],
  silentMs: number,
): Promise<readonly KeyTime[]> => {
  const frames = await replay(model, chunks)
  let first = 0
  return keys.map(({ at, isShown }) => {
    while (first < frames.length && (frames[first]?.at ?? 0) < at) first += 1
    let bytes = 0
    for (const frame of frames.slice(first)) {
      if (frame.at - at > silentMs) break
      bytes += frame.bytes
      if (isShown(frame.text)) return { ms: frame.at - at, bytes }
    }
    return { ms: undefined, bytes }
  })
}
