/** The value that the text is in JSON; `undefined` when it is none. What is wrong with it is not told: it may be secret. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
