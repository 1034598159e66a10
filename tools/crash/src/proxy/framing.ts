/** The head of a request as the proxy reads it on the way. */
export interface RequestHead {
  /** Counts the requests of a run from 1. */
  readonly number: number
  readonly method: string
  /** With the query. */
  readonly path: string
  /** True for everything that may change something. */
  readonly isWrite: boolean
}

/** Bytes of one request as they came. */
export interface Piece {
  readonly request: RequestHead
  readonly bytes: Buffer
  readonly isFirst: boolean
  readonly isLast: boolean
}

const endOfHead = Buffer.from('\r\n\r\n')

const readHead = (head: string, number: number): { readonly request: RequestHead; readonly length: number } => {
  const [method = '', path = ''] = head.slice(0, head.indexOf('\r\n')).split(' ')
  if (/^transfer-encoding:/imu.test(head))
    throw new TypeError(`${method} ${path} is sent in chunks, which is not read here`)
  const length = Number(/^content-length: *(?<length>\d+)/imu.exec(head)?.groups?.['length'] ?? 0)
  return { request: { number, method, path, isWrite: method !== 'GET' && method !== 'HEAD' }, length }
}

/** Splits what a client sends on one connection into the requests that it is made of. Throws `TypeError` for a chunked body. */
export const createFraming = (nextNumber: () => number): ((chunk: Buffer) => readonly Piece[]) => {
  let held: Buffer = Buffer.alloc(0)
  let current: RequestHead | undefined
  let left = 0
  return (chunk) => {
    const pieces: Piece[] = []
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.length > 0) {
      const isFirst = current === undefined
      let take = Math.min(left, held.length)
      if (current === undefined) {
        const end = held.indexOf(endOfHead)
        if (end < 0) break
        const headLength = end + endOfHead.length
        const { request, length } = readHead(held.toString('latin1', 0, headLength), nextNumber())
        current = request
        left = length + headLength
        take = Math.min(left, held.length)
      }
      left -= take
      pieces.push({ request: current, bytes: held.subarray(0, take), isFirst, isLast: left === 0 })
      held = held.subarray(take)
      if (left === 0) current = undefined
    }
    return pieces
  }
}
