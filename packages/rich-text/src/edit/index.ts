// Apart from the package's main face: reading Markdown takes libraries that nothing before the first frame needs.
export { parseMarkdown, writeMarkdown } from '../markdown/markdown.ts'
export { EditProblem } from '../markdown/opaque.ts'
export { type Editable, newText, openForEditing } from './open-for-editing.ts'
