import { randomBytes } from 'node:crypto'
import type { Call, Http } from '../client/http.ts'
import { isJiraApiError, JiraApiError } from '../errors.ts'
import type { FileOptions, Upload, UploadFile, UploadOptions } from '../faces/files.ts'
import type { Attachment } from '../model/model.ts'
import { readAll, toJson } from '../model/primitives.ts'
import { readAttachment } from '../model/read-issue-detail.ts'
import { untrusted } from '../untrusted.ts'
import { readAttachmentRules } from './attachment-rules.ts'
import { type FileBytes, fileForm } from './multipart.ts'
import { openFile } from './open-file.ts'

/** Where attachments are kept. */
export interface UploadPlace {
  readonly http: Http
  /** Segments of the REST API. */
  readonly api: readonly string[]
  readonly key: string
}

const pathOf = ({ api, key }: UploadPlace, ...rest: readonly string[]): readonly string[] => [
  ...api,
  'issue',
  key,
  ...rest,
]

/** What hangs at the issue. */
const attached = async (place: UploadPlace, signal: AbortSignal | undefined): Promise<readonly Attachment[]> => {
  const answer = await place.http({ method: 'GET', path: pathOf(place), query: { fields: 'attachment' }, signal })
  return readAll(toJson(toJson(answer)['fields'])['attachment'], readAttachment)
}

/** The most bytes that the site takes; no end where it does not say. Throws `forbidden` where attaching is switched off. */
const limitOf = async (place: UploadPlace, { rules, signal }: UploadOptions): Promise<number> => {
  const { enabled, limit } = rules ?? (await readAttachmentRules(place, signal === undefined ? {} : { signal }))
  if (!enabled) throw new JiraApiError('forbidden', 'Attachments are switched off on this site')
  return limit ?? Number.POSITIVE_INFINITY
}

/** Nothing says whether the site has it: no answer came, or one that is not its own. */
const isUnknown = ({ code, details: { status } }: JiraApiError): boolean =>
  code !== 'rate-limited' && (status === undefined || status < 400 || status >= 500)

const send = async (place: UploadPlace, file: FileBytes, options: FileOptions): Promise<Attachment> => {
  const boundary = `mmd-tui-${randomBytes(18).toString('hex')}`
  const { body, failure } = fileForm(file, boundary, (done) =>
    options.onProgress?.({ name: file.name, done, total: file.size }),
  )
  const call: Call = { method: 'POST', path: pathOf(place, 'attachments'), body, signal: options.signal }
  const answer = await place.http(call).catch((error: unknown) => {
    const own = failure()
    // The transport says no more than that something broke, and the site has no whole form.
    throw own === undefined ? error : new JiraApiError('refused', own, { reason: 'NOT_SENT' })
  })
  const [attachment] = readAll(answer, readAttachment)
  if (attachment === undefined)
    throw new JiraApiError('bad-answer', 'The site does not say what it attached', { request: 'POST attachments' })
  return attachment
}

/** The file, if it hangs at the issue now and did not before. */
const arrived = async (
  place: UploadPlace,
  file: FileBytes,
  { before, signal }: { readonly before: ReadonlySet<string>; readonly signal: AbortSignal | undefined },
): Promise<Attachment | undefined> => {
  const name = untrusted(file.name, 'line')
  const now = await attached(place, signal).catch(() => [])
  return now.find(({ id, filename, size }) => !before.has(id) && size === file.size && filename === name)
}

const without = (
  { name, size }: FileBytes,
  state: Exclude<Upload['state'], 'attached'>,
  { code, message, details }: NonNullable<Upload['error']>,
): Upload => ({ name, size, state, attachment: null, error: { code, message, details } })

/** Sends one file, never a second time, and finds out what can be found out. */
const uploadOne = async (
  place: UploadPlace,
  file: FileBytes,
  { before, options }: { readonly before: Set<string> | null; readonly options: FileOptions },
): Promise<Upload> => {
  const hangs = (attachment: Attachment): Upload => {
    before?.add(attachment.id)
    return { name: file.name, size: file.size, state: 'attached', attachment, error: null }
  }
  try {
    return hangs(await send(place, file, options))
  } catch (error) {
    if (!isJiraApiError(error)) throw error
    if (error.details.reason === 'NOT_SENT') return without(file, 'not-sent', error)
    if (!isUnknown(error)) return without(file, 'refused', error)
    // Who cancelled wants no more requests.
    const attachment =
      before === null || error.code === 'cancelled'
        ? undefined
        : await arrived(place, file, { before, signal: options.signal })
    return attachment === undefined ? without(file, 'unknown', error) : hangs(attachment)
  }
}

/** After these the next file would end the same. */
const ENDS_ALL = new Set(['cancelled', 'signed-out', 'scope-missing', 'login-denied', 'sso-page'])

/** See `FilesFace.uploadAttachments`. */
export const uploadFiles = async (
  place: UploadPlace,
  files: readonly UploadFile[],
  options: UploadOptions = {},
): Promise<readonly Upload[]> => {
  if (files.length === 0) return []
  const opened: FileBytes[] = []
  for (const file of files) opened.push(await openFile(file))
  const { finds = true, signal } = options
  const [limit, before] = await Promise.all([limitOf(place, options), finds ? attached(place, signal) : null])
  const ids = before && new Set(before.map(({ id }) => id))
  const uploads: Upload[] = []
  let end: Upload['error'] = null
  for (const file of opened) {
    if (end !== null) uploads.push(without(file, 'not-sent', end))
    else if (file.size > limit) {
      const message = `The site takes files of ${limit} bytes at most`
      uploads.push(without(file, 'refused', { code: 'refused', message, details: { reason: 'NOT_SENT' } }))
    } else {
      const upload = await uploadOne(place, file, { before: ids, options })
      uploads.push(upload)
      if (upload.error !== null && ENDS_ALL.has(upload.error.code)) end = upload.error
    }
  }
  return uploads
}
