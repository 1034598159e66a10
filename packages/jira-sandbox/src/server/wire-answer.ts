import type { Answer } from '../exchange.ts'

/** An answer as bytes. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer
}

const contentOf = (answer: Answer): readonly [type: string, text: string] | undefined => {
  if (answer.json !== undefined) return ['application/json;charset=UTF-8', JSON.stringify(answer.json)]
  if (answer.html !== undefined) return ['text/html;charset=UTF-8', answer.html]
  return answer.text === undefined ? undefined : ['text/plain;charset=UTF-8', answer.text]
}

/** Turns an answer into bytes; `base` are the headers of every answer, which the answer's own override. */
export const toWire = (answer: Answer, base: Readonly<Record<string, string>>): WireAnswer => {
  const content = contentOf(answer)
  const body = answer.bytes ?? Buffer.from(content?.[1] ?? '')
  const type = content === undefined ? {} : { 'Content-Type': content[0] }
  const length = answer.status === 204 ? {} : { 'Content-Length': String(body.length) }
  return { status: answer.status, headers: { ...base, ...type, ...length, ...answer.headers }, body }
}
