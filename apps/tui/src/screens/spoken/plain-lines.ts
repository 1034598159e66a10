import { textOf } from '../../mouse/probe.ts'

/** A drawn line as it is read out: without frames, signs of the cursor, and room between columns. */
export const plainOf = (line: string): string =>
  textOf(line)
    .replaceAll(/[\u2500-\u257F▎]/g, ' ')
    .replaceAll(/ {2,}/g, '  ')
    .trim()

/** Drawn lines as they are read out, without empty ones. */
export const plainLines = (lines: readonly string[]): readonly string[] =>
  lines.map(plainOf).filter((line) => line !== '')
