export interface CopyGround {
  readonly write: (sequence: string) => unknown
  /** By which terminals are told apart. */
  readonly variables: Readonly<Record<string, string>>
  /** Runs tmux with this text as its input. False where there is none, or it failed. */
  readonly tmux: (args: readonly string[], input: string) => Promise<boolean>
}

const clipboardSequence = (text: string): string => `\u001B]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`

/**
 * Puts a text on the clipboard through the terminal (OSC 52). As it comes, tmux passes over the sequence (`set-clipboard external`),
 * but copies what it gets as a buffer; one older than 3.2 cannot.
 */
export const copyText = async (text: string, { write, variables, tmux }: CopyGround): Promise<void> => {
  if (variables['TMUX'] !== undefined && (await tmux(['load-buffer', '-w', '-'], text))) return
  write(clipboardSequence(text))
}
