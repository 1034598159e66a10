import type { Patch } from '../patch.ts'

/**
 * Cleans the text of a node when it is new, not in every frame: Ink looks through every line of the screen for control
 * sequences each time it draws, which is a quarter of a frame.
 */
export const sanitizedText: Patch = {
  name: 'sanitized-text',
  required: false,
  targets: [
    {
      package: 'ink',
      version: '8.0.0',
      file: 'build/sanitize-ansi.js',
      replacements: [{ search: 'export default sanitizeAnsi;', replace: 'export default remembered(sanitizeAnsi);' }],
      append: "import { remembered } from 'mmd-bundle:sanitized';",
    },
  ],
}
