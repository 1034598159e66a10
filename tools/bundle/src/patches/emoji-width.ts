import type { Patch } from '../patch.ts'

const imports = "import { emojiPrefix, isNarrow, isRgiEmoji, lateExpression } from 'mmd-bundle:emoji-width';"

/**
 * Measures strings of common narrow characters by their length, and consults the expression for all emoji sequences
 * (thousands of them, some 20 ms to parse, so that it is made then) only for a cluster of several code points that can be one.
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
          search: String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`,
          replace: String.raw`const rgiEmojiRegex = lateExpression(() => /^\p{RGI_Emoji}$/v);`,
        },
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
          search: String.raw`const emojiPrefixRegex = /^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v;`,
          replace: String.raw`const emojiPrefixRegex = lateExpression(() => /^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v);`,
        },
        {
          search: 'const visibleCharacterRegex = new RegExp(',
          replace: 'const visibleCharacterRegex = lateExpression(() => new RegExp(',
        },
        {
          search: "[\\p{Format}--[${prependedConcatenationMarks}]]]`, 'v');",
          replace: "[\\p{Format}--[${prependedConcatenationMarks}]]]`, 'v'));",
        },
        {
          search: 'const index = segment.search(visibleCharacterRegex);',
          replace: 'const index = visibleCharacterRegex.exec(segment)?.index ?? -1;',
        },
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
