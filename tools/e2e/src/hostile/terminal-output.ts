/** One thing that a program said to its terminal. */
export type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'control'; readonly code: number }
  | { readonly kind: 'csi'; readonly sequence: string }
  | { readonly kind: 'osc'; readonly number: string; readonly data: string }
  /** Anything else that begins with ESC or is a control of eight bits. */
  | { readonly kind: 'other'; readonly sequence: string }

const patterns = [
  ['csi', /\x1b\[[0-?]*[ -/]*[@-~]/y],
  ['osc', /\x1b\](\d*);?([^\x07\x1b]*)(?:\x07|\x1b\\)/y],
  ['other', /\x1b[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?|[\x80-\x9f]/y],
  ['control', /[\x00-\x1f\x7f]/y],
  ['text', /[^\x00-\x1f\x7f-\x9f]+/y],
] as const

const toSaid = (kind: (typeof patterns)[number][0], [whole, number = '', data = '']: RegExpExecArray): Said => {
  if (kind === 'text') return { kind, text: whole }
  if (kind === 'control') return { kind, code: whole.charCodeAt(0) }
  return kind === 'osc' ? { kind, number, data } : { kind, sequence: whole }
}

/** Takes the output of a program apart as a terminal does (ECMA-48). Nothing is left out. */
export const terminalOutput = (output: string): readonly Said[] => {
  const said: Said[] = []
  let at = 0
  while (at < output.length) {
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at
      const found = pattern.exec(output)
      if (found === null) continue
      said.push(toSaid(kind, found))
      at = pattern.lastIndex
      break
    }
  }
  return said
}
