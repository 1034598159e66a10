import type { Output } from '../output/output.ts'

/** What became of a link, in the form of every write; the keys are part of the contract. */
export interface LinkOutcome {
  readonly key: string
  readonly action: 'page link' | 'page unlink'
  readonly state: 'sent' | 'unchanged'
  /** The command that takes it back; empty when nothing was done. */
  readonly undo: string
  readonly page: { readonly id: string; readonly title: string; readonly url: string }
}

/** Prints what was done: the issue, the page, and how to take it back. */
export const reportLink = (output: Output, { key, action, state, undo, page }: LinkOutcome, words: string): void => {
  if (output.json) {
    output.value([{ operation: null, key, action, state, undo, page }])
    return
  }
  output.line(`${output.paint('bold', key)}  ${words}  ${page.title}`)
  if (undo !== '') output.note(`Take it back: ${undo}`)
}
