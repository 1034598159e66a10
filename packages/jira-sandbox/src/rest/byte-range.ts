import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from '../exchange.ts'

const single = /^bytes=(?<first>\d*)-(?<last>\d*)$/u

/** Content, or the one range of it that a request asks for: 200, 206 or 416. */
export const answerRange = (data: Buffer, type: string, { range }: IncomingHttpHeaders): Answer => {
  const headers = { 'Content-Type': type, 'Accept-Ranges': 'bytes' }
  const { first = '', last = '' } = single.exec(range ?? '')?.groups ?? {}
  if (first === '' && last === '') return { status: 200, headers, bytes: data }
  const from = first === '' ? Math.max(0, data.length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? data.length - 1 : Math.min(Number(last), data.length - 1)
  if (from > to || from >= data.length) {
    return { status: 416, headers: { 'Content-Range': `bytes */${data.length}` } }
  }
  return {
    status: 206,
    headers: { ...headers, 'Content-Range': `bytes ${from}-${to}/${data.length}` },
    bytes: data.subarray(from, to + 1),
  }
}
