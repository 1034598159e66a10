/** What the pointer did, in cells counted from 0 at the upper left. */
export interface MouseReport {
  /** `drag`: moved with the button held. Only the left button is told of. */
  readonly kind: 'press' | 'drag' | 'release' | 'wheel-up' | 'wheel-down'
  readonly column: number
  readonly row: number
  readonly ctrl: boolean
}

/** Asks for clicks, moves with a button held, and the wheel, in the form that has no limit of columns; and ends it. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
export const mouseReporting = {
  on: '\u001B[?1000h\u001B[?1002h\u001B[?1006h',
  off: '\u001B[?1006l\u001B[?1002l\u001B[?1000l',
} as const

/** A report, or where pasted text begins and ends. */
const token = /\u001B\[(?:<(\d{1,4});(\d{1,5});(\d{1,5})([Mm])|(20[01])~)/g

/** A report that goes on in what is read next. */
const begun = /\u001B\[<[\d;]{0,16}$/

const bits = { button: 3, ctrl: 16, moved: 32, wheel: 64, others: 128 } as const

const kindOf = (code: number, isUp: boolean): MouseReport['kind'] | undefined => {
  if ((code & bits.others) !== 0) return undefined
  const button = code & bits.button
  if ((code & bits.wheel) !== 0) return button === 0 ? 'wheel-up' : button === 1 ? 'wheel-down' : undefined
  if (button !== 0) return undefined
  if (isUp) return 'release'
  return (code & bits.moved) === 0 ? 'press' : 'drag'
}

const reportOf = (code: string, column: string, row: string, end: string): MouseReport | undefined => {
  const kind = kindOf(Number(code), end === 'm')
  if (kind === undefined || Number(column) < 1 || Number(row) < 1) return undefined
  return { kind, column: Number(column) - 1, row: Number(row) - 1, ctrl: (Number(code) & bits.ctrl) !== 0 }
}

/**
 * Tells the reports from the keys in what is read from the terminal, in their order, also reports that come in two parts. Pasted
 * text is left as it is: a report in it is text that somebody wrote.
 */
export const createSieve = (): ((chunk: string) => readonly (string | MouseReport)[]) => {
  let carried = ''
  let isPasted = false
  return (chunk) => {
    const whole = carried + chunk
    const parts: (string | MouseReport)[] = []
    let from = 0
    for (const { 0: found, 1: code, 2: column = '', 3: row = '', 4: end = '', 5: paste, index } of whole.matchAll(
      token,
    )) {
      if (paste !== undefined) isPasted = paste === '200'
      if (code === undefined || isPasted) continue
      if (index > from) parts.push(whole.slice(from, index))
      from = index + found.length
      const report = reportOf(code, column, row, end)
      if (report !== undefined) parts.push(report)
    }
    const rest = whole.slice(from)
    carried = isPasted ? '' : (begun.exec(rest)?.[0] ?? '')
    const last = rest.slice(0, rest.length - carried.length)
    return last === '' ? parts : [...parts, last]
  }
}
