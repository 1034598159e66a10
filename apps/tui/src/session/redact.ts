const mask = '[hidden]'

/** Names whose value must never be written down, as JSON keys, form fields, query parameters or headers. */
const secretName =
  /^(?:.*[-_])?(?:token|secret|password|passphrase|authorization|cookie|set-cookie|code|state|verifier|code_verifier|client_secret|refresh_token|access_token)$|(?:token|secret|password|cookie|authorization)$/i

/** Parts of free text that carry a secret: what to keep of each stands in the first group. */
const secretParts: readonly RegExp[] = [
  /\b((?:bearer|basic)\s+)[^\s"',;]+/gi,
  /((?:^|[?&#;\s"'])(?:[\w-]*token|[\w-]*secret|password|code|state|code_verifier)=)[^&\s"'#;]+/gi,
  /((?:authorization|cookie|set-cookie)\s*[:=]\s*)[^\r\n"]+/gi,
  /("(?:[\w-]*token|[\w-]*secret|password|code|state|authorization|cookie)"\s*:\s*")(?:[^"\\]|\\.)*/gi,
  /(\/\/[^/\s:@]+:)[^@\s/]+(?=@)/g,
]

/** The text with every token, code, state, cookie and Authorization value masked. */
export const redactText = (text: string): string => {
  let clean = text
  for (const part of secretParts) clean = clean.replace(part, `$1${mask}`)
  return clean
}

/** A copy of plain data in which secrets are masked, by the name they stand under and by their look in text. */
export const redact = (value: unknown, depth = 6): unknown => {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (value instanceof Error) return redactError(value, depth)
  if (Array.isArray(value)) return value.map((item) => redact(item, depth - 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) && typeof item === 'string' ? mask : redact(item, depth - 1),
    ]),
  )
}

const redactError = (error: Error, depth: number): unknown => ({
  name: error.name,
  // Error codes are names such as `sign-in-needed` or `ECONNREFUSED`, never an OAuth 2.0 code.
  ...('code' in error && typeof error.code === 'string' && /^[\w-]{1,40}$/.test(error.code)
    ? { errorCode: error.code }
    : {}),
  message: redactText(error.message),
  stack: error.stack === undefined ? undefined : redactText(error.stack),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth - 1) }),
})
