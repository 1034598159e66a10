// Texts in terminal cells, without markup: small, because the first rows of a screen wait for it.
export { fit } from './layout/plain.ts'
export { textWidth } from './layout/width.ts'
