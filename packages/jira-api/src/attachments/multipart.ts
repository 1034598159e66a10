import { Readable } from 'node:stream'
import type { StreamBody } from '../client/transport.ts'
import { untrusted } from '../untrusted.ts'

/** The bytes of one file, as often as they are asked for. */
export interface FileBytes {
  readonly name: string
  /** Bytes, exactly as many as the stream gives. */
  readonly size: number
  readonly open: () => AsyncIterable<Uint8Array>
}

/** How a form says a name: as browsers do (HTML, "multipart/form-data encoding algorithm"). */
const quoted = (name: string): string =>
  untrusted(name, 'line').replaceAll(/["\r\n]/g, (sign) => `%${sign === '"' ? '22' : sign === '\r' ? '0D' : '0A'}`)

const CRLF = '\r\n'

/** A body, and what went wrong on our side while it was sent. */
export interface FileForm {
  readonly body: StreamBody
  readonly failure: () => string | undefined
}

/**
 * A form with one file in the part `file`, as Jira's upload takes it, with its length, and streamed. `onBytes` is told how
 * many bytes of the file went out so far, from 0 with each try. The stream fails when the file has another size than was
 * said: the site then gets no whole form.
 */
export const fileForm = (file: FileBytes, boundary: string, onBytes: (sent: number) => void): FileForm => {
  const head = Buffer.from(
    `--${boundary}${CRLF}Content-Disposition: form-data; name="file"; filename="${quoted(file.name)}"${CRLF}` +
      `Content-Type: application/octet-stream${CRLF}${CRLF}`,
  )
  const tail = Buffer.from(`${CRLF}--${boundary}--${CRLF}`)
  let failure: string | undefined
  const content = async function* (): AsyncGenerator<Uint8Array> {
    let sent = 0
    onBytes(0)
    for await (const chunk of file.open()) {
      sent += chunk.length
      if (sent > file.size) break
      yield chunk
      onBytes(sent)
    }
    if (sent !== file.size) throw new Error('The file changed its size while it was being sent')
  }
  const parts = async function* (): AsyncGenerator<Uint8Array> {
    failure = undefined
    yield head
    try {
      yield* content()
    } catch (error) {
      failure = error instanceof Error ? error.message : 'The file cannot be read'
      throw error
    }
    yield tail
  }
  return {
    failure: () => failure,
    body: {
      type: `multipart/form-data; boundary=${boundary}`,
      length: head.length + file.size + tail.length,
      // Not in object mode, whose marks count chunks: the memory that waits here is bounded by bytes.
      open: () => Readable.from(parts(), { objectMode: false, highWaterMark: 64 * 1024 }),
    },
  }
}
