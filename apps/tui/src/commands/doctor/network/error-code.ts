/** The code of a system or OpenSSL error, such as `ECONNREFUSED`; `UNKNOWN` where there is none that may be shown. */
export const errorCodeOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_/]{2,60}$/.test(code)) return code
  return error instanceof AggregateError ? errorCodeOf(error.errors[0]) : 'UNKNOWN'
}
