/** The two parts of a Basic `Authorization` header; undefined for any other. */
export const readBasic = (authorization: string): readonly [name: string, secret: string] | undefined => {
  if (!authorization.startsWith('Basic ')) return undefined
  const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString()
  const colon = text.indexOf(':')
  return [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)]
}
