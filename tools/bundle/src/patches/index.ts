import type { Patch } from '../patch.ts'
import { devtools } from './devtools.ts'
import { emojiWidth } from './emoji-width.ts'
import { rowOutput } from './row-output.ts'
import { sanitizedText } from './sanitized-text.ts'
import { segmenter } from './segmenter.ts'
import { simpleLines } from './simple-lines.ts'
import { yogaSync } from './yoga-sync.ts'

/** Every patch, in the order in which they are applied to a file. */
export const patches: readonly Patch[] = [
  devtools,
  yogaSync,
  rowOutput,
  emojiWidth,
  segmenter,
  sanitizedText,
  simpleLines,
]
