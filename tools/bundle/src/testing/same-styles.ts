const sequence = /\u001B\[([\d;]*)m/g

/** Which code ends what another one began. */
const endOf = (code: number): number => {
  if (code === 1 || code === 2) return 22
  if (code >= 3 && code <= 9) return code + 20
  if (code === 38 || (code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return 39
  if (code === 48 || (code >= 40 && code <= 47) || (code >= 100 && code <= 107)) return 49
  return code
}

/** Bold and dim stand beside one another, and 22 ends both. */
const keyOf = (code: number): string => (code === 2 ? '22 dim' : String(endOf(code)))

/** One code with what belongs to it, of the codes that are left. */
const takeCode = (codes: string[]): readonly [number, string] => {
  const first = codes.shift() ?? ''
  const more = first === '38' || first === '48' ? codes.splice(0, codes[0] === '5' ? 2 : 4) : []
  return [Number(first), [first, ...more].join(';')]
}

const isEnd = (code: number): boolean => (code >= 22 && code <= 29) || code === 39 || code === 49

/**
 * What is written with the styles said in one way: before each piece of text all that are on, in a fixed order. Two outputs
 * that are the same behind it look the same on a terminal.
 */
export const inOneWay = (written: string): string => {
  const open = new Map<string, string>()
  let [text, at, said] = ['', 0, '']
  const print = (piece: string): void => {
    if (piece === '') return
    const styles = [...open.values()].sort().join(';')
    text += styles === said ? piece : `<${styles}>${piece}`
    said = styles
  }
  for (const found of written.matchAll(sequence)) {
    print(written.slice(at, found.index))
    at = found.index + found[0].length
    const codes = (found[1] ?? '').split(';')
    while (codes.length > 0) {
      const [code, whole] = takeCode(codes)
      if (code === 0) open.clear()
      else if (!isEnd(code)) open.set(keyOf(code), whole)
      else for (const key of [String(code), `${code} dim`]) open.delete(key)
    }
  }
  print(written.slice(at))
  return text
}
