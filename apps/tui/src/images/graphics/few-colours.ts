import type { Pixels } from '../pixels.ts'

/** A picture of few colours: which one each pixel has. */
export interface FewColours {
  /** Red, green and blue of each, 0 to 255. */
  readonly palette: readonly (readonly [red: number, green: number, blue: number])[]
  readonly indices: Uint8Array
}

/** Colours are told apart by the upper five bits of each channel. */
const bins = 1 << 15

const binOf = (rgba: Uint8Array, at: number): number =>
  (((rgba[at] ?? 0) >> 3) << 10) | (((rgba[at + 1] ?? 0) >> 3) << 5) | ((rgba[at + 2] ?? 0) >> 3)

const shifts = [10, 5, 0] as const

const channelOf = (bin: number, channel: number): number => (bin >> (shifts[channel] ?? 0)) & 31

interface Box {
  readonly bins: readonly number[]
  readonly pixels: number
  /** The channel in which its colours differ most, and by how much. */
  readonly widest: number
  readonly spread: number
}

const boxOf = (own: readonly number[], counts: Uint32Array): Box => {
  const spreads = shifts.map((_, channel) => {
    let [least, most] = [31, 0]
    for (const bin of own) {
      const value = channelOf(bin, channel)
      if (value < least) least = value
      if (value > most) most = value
    }
    return most - least
  })
  const spread = Math.max(...spreads)
  return {
    bins: own,
    pixels: own.reduce((sum, bin) => sum + (counts[bin] ?? 0), 0),
    widest: spreads.indexOf(spread),
    spread,
  }
}

/** Two boxes with about as many pixels each. */
const halves = ({ bins: own, pixels, widest }: Box, counts: Uint32Array): readonly [Box, Box] => {
  const sorted = own.toSorted((a, b) => channelOf(a, widest) - channelOf(b, widest))
  let [passed, cut] = [0, 0]
  while (cut < sorted.length - 1 && (cut === 0 || passed < pixels / 2)) {
    passed += counts[sorted[cut] ?? 0] ?? 0
    cut += 1
  }
  return [boxOf(sorted.slice(0, cut), counts), boxOf(sorted.slice(cut), counts)]
}

/** The median cut: what differs most, and is seen most, is halved until there are `most` colours. */
const cut = (counts: Uint32Array, most: number): readonly Box[] => {
  const used = [...counts.keys()].filter((bin) => (counts[bin] ?? 0) > 0)
  const boxes = [boxOf(used, counts)]
  while (boxes.length < most) {
    let at = -1
    let weight = 0
    for (const [index, box] of boxes.entries()) {
      const own = box.spread * Math.sqrt(box.pixels)
      if (box.bins.length > 1 && own > weight) [at, weight] = [index, own]
    }
    const box = boxes[at]
    if (box === undefined) break
    boxes.splice(at, 1, ...halves(box, counts))
  }
  return boxes
}

/** Reduces a picture to at most `most` colours, each the mean of those that it stands for. Alpha is not looked at. */
export const fewColours = ({ width, height, rgba }: Pixels, most: number): FewColours => {
  const counts = new Uint32Array(bins)
  for (let at = 0; at < width * height * 4; at += 4) {
    const bin = binOf(rgba, at)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const boxes = cut(counts, most)
  const indexOf = new Uint8Array(bins)
  for (const [index, box] of boxes.entries()) for (const bin of box.bins) indexOf[bin] = index
  const indices = new Uint8Array(width * height)
  const sums = new Float64Array(boxes.length * 4)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const index = indexOf[binOf(rgba, pixel * 4)] ?? 0
    indices[pixel] = index
    for (let channel = 0; channel < 3; channel += 1)
      sums[index * 4 + channel] = (sums[index * 4 + channel] ?? 0) + (rgba[pixel * 4 + channel] ?? 0)
    sums[index * 4 + 3] = (sums[index * 4 + 3] ?? 0) + 1
  }
  const mean = (index: number, channel: number): number =>
    Math.round((sums[index * 4 + channel] ?? 0) / Math.max(1, sums[index * 4 + 3] ?? 1))
  return { palette: boxes.map((_, index) => [mean(index, 0), mean(index, 1), mean(index, 2)] as const), indices }
}
