/** What can stop a build: a patch that no longer fits, a forbidden import, or two exports of one layer with one name. */
export type BundleErrorCode = 'patch-mismatch' | 'forbidden-import' | 'name-clash'

/** The one error of this tool; its message is complete and names the file. */
export class BundleError extends Error {
  override readonly name = 'BundleError'
  readonly code: BundleErrorCode

  constructor(code: BundleErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
