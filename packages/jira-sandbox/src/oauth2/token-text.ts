import { createHmac, randomBytes } from 'node:crypto'

const secret = randomBytes(32)
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A new token: it looks like a signed JWT that carries an id and nothing else, as Jira's do. */
export const makeToken = (): string => {
  const head = `${part({ alg: 'HS256' })}.${part({ id: randomBytes(16).toString('hex') })}`
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
}

/** The id that a token carries. */
export const tokenId = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { id: string }).id
