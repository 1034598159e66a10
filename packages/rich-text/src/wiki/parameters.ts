/** The parameters of a macro tag: `java|title=X.java` has the first value `java` and the named value `title`. */
export interface MacroParameters {
  readonly first: string | undefined
  readonly named: ReadonlyMap<string, string>
}

/** Reads what stands after the colon of a macro tag; names are lower-cased, the first of equal names wins. */
export const parseParameters = (text: string): MacroParameters => {
  const named = new Map<string, string>()
  let first: string | undefined
  for (const part of text.split('|')) {
    const equals = part.indexOf('=')
    const value = part.slice(equals + 1).trim()
    const name = part.slice(0, Math.max(equals, 0)).trim().toLowerCase()
    if (value === '') continue
    if (name === '') first ??= value
    else if (!named.has(name)) named.set(name, value)
  }
  return { first, named }
}
