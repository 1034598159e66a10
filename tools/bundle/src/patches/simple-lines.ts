import type { Patch } from '../patch.ts'

/**
 * Measures lines that need no terminal to be understood by their length, and writes only their changed parts. Ink looks
 * through each of them for what may be in it, and repeats all the colours in front of the first change.
 */
export const simpleLines: Patch = {
  name: 'simple-lines',
  required: false,
  targets: [
    {
      package: 'ink',
      version: '8.0.0',
      file: 'build/line-update.js',
      replacements: [
        {
          search: 'export default function lineUpdate(previous, next, columns) {',
          replace:
            'export default function lineUpdate(previous, next, columns) {\n' +
            '    const simple = simpleUpdate(previous, next, columns);\n' +
            '    if (simple !== undefined) {\n        return simple;\n    }',
        },
      ],
      append: "import { simpleUpdate } from 'mmd-bundle:simple-update';",
    },
    {
      package: 'widest-line',
      version: '6.0.0',
      file: 'index.js',
      replacements: [
        {
          search: '\tlet lineWidth = 0;\n',
          replace:
            '\tconst simple = simpleWidth(string);\n\tif (simple !== undefined) {\n\t\treturn simple;\n\t}\n\n' +
            '\tlet lineWidth = 0;\n',
        },
      ],
      append: "import { simpleWidth } from 'mmd-bundle:simple-line';",
    },
  ],
}
