import { access, constants, stat } from 'node:fs/promises'

/** What is known of a file or folder. */
export interface FileFacts {
  /** Permission bits. */
  readonly mode: number
  readonly writable: boolean
}

/** Looks at a file or folder; undefined when there is none. */
export const fileFacts = async (path: string): Promise<FileFacts | undefined> => {
  try {
    const { mode } = await stat(path)
    const writable = await access(path, constants.W_OK).then(
      () => true,
      () => false,
    )
    return { mode: mode & 0o777, writable }
  } catch {
    return undefined
  }
}
