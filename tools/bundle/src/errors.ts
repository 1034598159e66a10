/** What can stop a build: a patch that no longer fits, or a forbidden import. */
export type BundleErrorCode = 'patch-mismatch' | 'forbidden-import'

/** The one error of this tool; its message is complete and names the file. */
export class BundleError extends Error {
  override readonly name = 'BundleError'
  readonly code: BundleErrorCode

  constructor(code: BundleErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
