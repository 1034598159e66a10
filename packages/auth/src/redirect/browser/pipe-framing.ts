/** Longest message that is taken from a browser, in bytes. */
const longestMessage = 16 * 1024 * 1024

/** A message as it goes over the pipe: JSON and a NUL byte, which JSON text never contains. */
export const frameMessage = (message: object): string => `${JSON.stringify(message)}\0`

/**
 * Takes a stream's bytes in pieces of any size and gives back the texts that are complete by now. Throws `RangeError`
 * for one that is longer than `longest` bytes.
 */
export const createSplitter = (longest: number = longestMessage): ((chunk: Uint8Array) => readonly string[]) => {
  let pending: Uint8Array[] = []
  let length = 0
  return (chunk) => {
    const texts: string[] = []
    let rest = chunk
    for (let end = rest.indexOf(0); end !== -1; end = rest.indexOf(0)) {
      texts.push(Buffer.concat([...pending, rest.subarray(0, end)]).toString('utf8'))
      pending = []
      length = 0
      rest = rest.subarray(end + 1)
    }
    length += rest.length
    if (length > longest) throw new RangeError('A message of the browser is too long')
    if (rest.length > 0) pending.push(rest)
    return texts
  }
}
