/** One grapheme cluster and where it starts, in UTF-16 units. */
interface Segment {
  readonly segment: string
  readonly index: number
}

/** The part of `Intl.Segmenter` that the patched packages use. */
interface Graphemes {
  readonly segment: (text: string) => Iterable<Segment>
}

// Units that are a cluster by themselves whatever stands beside them: Latin, Greek, Cyrillic, controls, punctuation,
// currency, arrows to box drawing and symbols, kana, Han, Hangul syllables. CR is left out (CR LF is one cluster).
const alone =
  /^[\0-\f\x0E-\u024F\u0391-\u03FF\u0400-\u0482\u048A-\u052F\u2010-\u2027\u2030-\u205E\u20A0-\u20C0\u2190-\u2BFF\u3000-\u3029\u3041-\u3096\u30A0-\u30FF\u4E00-\u9FFF\uAC00-\uD7A3]*$/

let real: Intl.Segmenter | undefined

const segmentFully = (text: string): Intl.Segments => {
  real ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return real.segment(text)
}

/** Splits text in grapheme clusters; the real segmenter is made when the first text comes that needs it. */
export const lightSegmenter: Graphemes = {
  segment: (text) => {
    if (!alone.test(text)) return segmentFully(text)
    const segments: Segment[] = []
    for (let index = 0; index < text.length; index++) segments.push({ segment: text.charAt(index), index })
    return segments
  },
}

/** The real segmenter, made on first use. */
export const lazySegmenter: { readonly segment: (text: string) => Intl.Segments } = { segment: segmentFully }
