import type { Patch } from '../patch.ts'

const cached = `
import { rowCached } from 'mmd-bundle:row-output';
export default rowCached({
  Output: InkOutput, intersectClips, isClipEmpty, blankCell, styledCharsToString,
});
`.trim()

/**
 * Lets Ink reuse the finished text of rows that it has drawn before. As shipped every character of every row is
 * tokenised, laid in a grid and written out again on each frame, which is most of the time between key and screen.
 */
export const rowOutput: Patch = {
  name: 'row-output',
  required: false,
  targets: [
    {
      package: 'ink',
      version: '8.0.0',
      file: 'build/output.js',
      replacements: [
        { search: 'export default class Output {', replace: 'class InkOutput {' },
        {
          // A cluster that starts below U+00AD cannot be ignorable throughout, which spares most characters the expression.
          search: '.filter(character => !/^',
          replace: ".filter(character => character.value < '\\u00AD' || !/^",
        },
      ],
      append: cached,
    },
    {
      // A text without styles changes no line, and only a line that nothing changes is put on the screen as it is.
      package: 'ink',
      version: '8.0.0',
      file: 'build/components/Text.js',
      replacements: [
        {
          search: 'const transform = (text) => {',
          replace: `const isPlain = !(dimColor || color || effectiveBackgroundColor || bold || italic || underline || strikethrough || inverse);
    const transform = (text) => {`,
        },
        {
          search: 'internal_transform: isScreenReaderEnabled ? undefined : transform',
          replace: 'internal_transform: isScreenReaderEnabled || isPlain ? undefined : transform',
        },
      ],
    },
  ],
}
