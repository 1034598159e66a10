import type { Patch } from '../patch.ts'

const imports = "import { emojiPrefix, isNarrow, isRgiEmoji } from 'mmd-bundle:emoji-width';"

/**
 * Measures strings of common narrow characters by their length, and consults the expression for all emoji sequences
 * (thousands of them, compiled on first use) only for a cluster of several code points that can be one.
 */
export const emojiWidth: Patch = {
  name: 'emoji-width',
  required: false,
  targets: [
    {
      package: 'string-width',
      version: '8.3.0',
      file: 'index.js',
      replacements: [
        {
          search: 'if (rgiEmojiRegex.test(segment) || ',
          replace: 'if (isRgiEmoji(segment, rgiEmojiRegex) || ',
        },
        {
          search: '\tlet width = 0;\n\tconst eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};\n',
          replace:
            '\tif (ambiguousIsNarrow && isNarrow(string)) {\n\t\treturn string.length;\n\t}\n\n' +
            '\tlet width = 0;\n\tconst eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};\n',
        },
      ],
      append: imports,
    },
    {
      package: 'string-width',
      version: '9.0.0',
      file: 'index.js',
      replacements: [
        {
          search: 'const emoji = emojiPrefixRegex.exec(visibleSegment);',
          replace: 'const emoji = emojiPrefix(visibleSegment, emojiPrefixRegex);',
        },
        {
          search: 'function unicodeWidth(string, ambiguousIsNarrow) {\n',
          replace:
            'function unicodeWidth(string, ambiguousIsNarrow) {\n' +
            '\tif (ambiguousIsNarrow && isNarrow(string)) {\n\t\treturn string.length;\n\t}\n\n',
        },
      ],
      append: imports,
    },
  ],
}
