/** More pairs than this are not looked at one by one: what is alike at both ends is enough then. */
const mostPairs = 4_000_000

/** For each new text the place of the old one that it is, in order; undefined for those that are new. */
export const matchTexts = (before: readonly string[], after: readonly string[]): readonly (number | undefined)[] => {
  const matches = after.map((): number | undefined => undefined)
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) {
    matches[start] = start
    start += 1
  }
  let [oldEnd, newEnd] = [before.length, after.length]
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1
    newEnd -= 1
    matches[newEnd] = oldEnd
  }
  const [rows, columns] = [oldEnd - start, newEnd - start]
  if (rows * columns > mostPairs) return matches
  // Lengths of the longest common subsequences of the ends, in the classic table.
  const width = columns + 1
  const lengths = new Uint32Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const isSame = before[start + row] === after[start + column]
      const skip = Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
      lengths[row * width + column] = isSame ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1 : skip
    }
  }
  let [row, column] = [0, 0]
  while (row < rows && column < columns) {
    if (before[start + row] === after[start + column]) {
      matches[start + column] = start + row
      row += 1
      column += 1
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1
    else column += 1
  }
  return matches
}
