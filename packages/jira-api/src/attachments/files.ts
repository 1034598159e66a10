import type { Wire } from '../connect-http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import type { FilesFace } from '../faces/files.ts'
import { readAttachmentRules } from './attachment-rules.ts'
import { downloadFile } from './download.ts'
import { uploadFiles } from './upload.ts'

/** The bytes of attachments, over one wire. */
export const fileResources = (
  { http, openContent, baseUrl }: Wire,
  dialect: Pick<Dialect, 'api' | 'attachment' | 'deployment'>,
): FilesFace => ({
  attachmentRules: (options) => readAttachmentRules({ http, api: dialect.api }, options),
  uploadAttachments: (key, files, options) => uploadFiles({ http, api: dialect.api, key }, files, options),
  downloadAttachment: (attachment, target, options) =>
    downloadFile({ http, openContent, dialect, baseUrl }, attachment, target, options),
})
