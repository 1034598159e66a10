import type { Patch, PatchTarget } from '../patch.ts'

const light = "import { lightSegmenter } from 'mmd-bundle:segmenter';"
const lazy = "import { lazySegmenter } from 'mmd-bundle:segmenter';"

const graphemes = (file: Pick<PatchTarget, 'package' | 'version' | 'file'>, options: string): PatchTarget => ({
  ...file,
  replacements: [
    { search: `const segmenter = new Intl.Segmenter(${options});`, replace: 'const segmenter = lightSegmenter;' },
  ],
  append: light,
})

/**
 * Splits common strings unit by unit, and makes the real segmenter (its tables take some 12 ms to load) when the first
 * other string comes. slice-ansi asks for single positions, so there it is only made later.
 */
export const segmenter: Patch = {
  name: 'segmenter',
  required: false,
  targets: [
    graphemes(
      { package: '@alcalzone/ansi-tokenize', version: '0.3.2', file: 'build/tokenize.js' },
      'undefined, { granularity: "grapheme" }',
    ),
    graphemes(
      { package: 'ink', version: '8.0.0', file: 'build/line-update.js' },
      "undefined, { granularity: 'grapheme' }",
    ),
    graphemes({ package: 'wrap-ansi', version: '10.0.2', file: 'index.js' }, ''),
    graphemes({ package: 'string-width', version: '8.3.0', file: 'index.js' }, ''),
    graphemes({ package: 'string-width', version: '9.0.0', file: 'index.js' }, ''),
    {
      package: 'slice-ansi',
      version: '10.0.1',
      file: 'tokenize-ansi.js',
      replacements: [
        {
          search: "const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
          replace: 'const GRAPHEME_SEGMENTER = lazySegmenter;',
        },
      ],
      append: lazy,
    },
  ],
}
