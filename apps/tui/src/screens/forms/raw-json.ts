/** Said of a text that is no JSON. */
export const notJson = 'That is not JSON'

/** What a text says in JSON; undefined: it is none. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
