// Units of width one that stand alone in any string, when ambiguous characters count as narrow. No soft hyphen, nothing
// East Asian wide, nothing that is an emoji without a variation selector.
const narrow =
  /^[ -~\xA0-\xAC\xAE-\u024F\u0391-\u03FF\u0400-\u0482\u048A-\u052F\u2010-\u2027\u2030-\u205E\u20A0-\u20C0\u2190-\u2319\u2500-\u25FC\u2713\u2717]*$/

// The only units without which no emoji can be: keycap and variation selector, the characters of the first plane that
// are shown as emoji by themselves, and the high surrogates of U+1F000 to U+1FFFF.
const emojiUnit =
  /[\u20E3\uFE0F\uD83C-\uD83F\u231A\u231B\u23E9-\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u2648-\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753-\u2755\u2757\u2795-\u2797\u27B0\u27BF\u2B1B\u2B1C\u2B50\u2B55]/

const emojiCharacter = /^\p{Emoji_Presentation}$/u
const regionalIndicator = /^[\u{1F1E6}-\u{1F1FF}]$/u

const isSingle = (cluster: string): boolean =>
  cluster.length === 1 || (cluster.length === 2 && (cluster.codePointAt(0) ?? 0) > 0xff_ff)

/** The part of a regular expression that string-width uses. */
interface Expression {
  readonly test: (text: string) => boolean
  readonly exec: (text: string) => RegExpExecArray | null
}

/** An expression that is made when it is first asked: parsing one with all emoji sequences takes some 20 ms. */
export const lateExpression = (make: () => RegExp): Expression => {
  let made: RegExp | undefined
  const expression = (): RegExp => (made ??= make())
  return { test: (text) => expression().test(text), exec: (text) => expression().exec(text) }
}

/** Whether each unit of the text is one column wide, so that its length is its width. */
export const isNarrow = (text: string): boolean => narrow.test(text)

/** The answer of `/^\p{RGI_Emoji}$/v`, which is passed in and asked only about sequences. */
export const isRgiEmoji = (cluster: string, expression: Expression): boolean => {
  if (!emojiUnit.test(cluster)) return false
  if (isSingle(cluster)) return emojiCharacter.test(cluster) && !regionalIndicator.test(cluster)
  return expression.test(cluster)
}

/** The match of string-width's expression for an emoji at the start of a cluster, asked only about sequences. */
export const emojiPrefix = (cluster: string, expression: Expression): readonly [string] | RegExpExecArray | null => {
  if (!emojiUnit.test(cluster)) return null
  if (isSingle(cluster)) return emojiCharacter.test(cluster) ? [cluster] : null
  return expression.exec(cluster)
}
