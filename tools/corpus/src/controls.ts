/** Characters that a terminal acts on, or that change the order of what stands around them; half surrogate pairs too. */
const UNSAFE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]|\p{Cs}/u
const UNSAFE_IN_LINE =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]|\p{Cs}/u

const around = (text: string, pattern: RegExp): string | undefined => {
  const at = text.search(pattern)
  return at === -1 ? undefined : text.slice(Math.max(0, at - 20), at + 20)
}

/** The surroundings of the first character that must not be in a line of the screen; undefined when there is none. */
export const controlInLine = (text: string): string | undefined => around(text, UNSAFE_IN_LINE)

/** The same for a text of several lines, in which line feeds and tabs may be. */
export const controlInText = (text: string): string | undefined => around(text, UNSAFE)
