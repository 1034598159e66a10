import type { CallOptions } from '../call-options.ts'
import type { JiraApiErrorCode, JiraApiErrorDetails } from '../errors.ts'
import type { Attachment } from '../model/model.ts'

/** A file to send: one on disk, or bytes from elsewhere. */
export type UploadFile =
  | {
      readonly path: string
      /** Default: the last part of the path. */
      readonly name?: string
    }
  | {
      readonly name: string
      /** Bytes, exactly as many as the stream gives. */
      readonly size: number
      /** Called again for each try. */
      readonly open: () => AsyncIterable<Uint8Array>
    }

/** What became of one file. */
export interface Upload {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /**
   * `refused`: by the site, or known to be; `unknown`: the connection broke, and the issue does not show it, or could not be
   * looked at: it may come yet; `not-sent`: the site has no whole file.
   */
  readonly state: 'attached' | 'refused' | 'unknown' | 'not-sent'
  readonly attachment: Attachment | null
  /** Why it is not `attached`. */
  readonly error: {
    readonly code: JiraApiErrorCode
    readonly message: string
    readonly details: JiraApiErrorDetails
  } | null
}

/** How far one file is. */
export interface FileProgress {
  readonly name: string
  /** Bytes, those of an earlier try included. */
  readonly done: number
  readonly total: number
}

export interface FileOptions extends CallOptions {
  readonly onProgress?: (progress: FileProgress) => void
}

/** What a site takes as files. */
export interface AttachmentRules {
  readonly enabled: boolean
  /** Bytes of the largest file; null: it does not say. */
  readonly limit: number | null
}

export interface UploadOptions extends FileOptions {
  /** As `attachmentRules` gave them, so that the site is not asked again. */
  readonly rules?: AttachmentRules
  /** False: whoever calls looks for a file whose answer got lost; the issue is not read for that. Default true. */
  readonly finds?: boolean
}

/** Where a file is saved: under exactly this path, or in a folder, under a safe name that is not there yet. */
export type SaveTarget =
  | { readonly path: string; readonly overwrite?: boolean }
  | { readonly folder: string; readonly name?: string }

/** A file that was saved. */
export interface SavedFile {
  readonly path: string
  /** Bytes of the whole file. */
  readonly size: number
  /** Bytes of them that were there from an earlier try. */
  readonly resumedFrom: number
}

/** The bytes of attachments. What the file system says (`ENOENT`, `ENOSPC`, `EEXIST` …) passes through. */
export interface FilesFace {
  /** Whether files can be attached, and how large. Who may not ask gets rules that forbid nothing. */
  attachmentRules(options?: CallOptions): Promise<AttachmentRules>
  /**
   * Attaches files, one request each, in their order; gives one result a file. After a file whose connection broke the issue
   * is looked at, never sent again. Throws only before anything was sent.
   */
  uploadAttachments(key: string, files: readonly UploadFile[], options?: UploadOptions): Promise<readonly Upload[]>
  /**
   * Saves an attachment, whole or not at all: what is there of it after a failure is in a `.part` file beside, from which the
   * next call goes on. An id alone costs one request more.
   */
  downloadAttachment(
    attachment: Pick<Attachment, 'id' | 'filename' | 'size' | 'mimeType'> | string,
    target: SaveTarget,
    options?: FileOptions,
  ): Promise<SavedFile>
}
