import { basename, join, resolve } from 'node:path'
import { openCallScope } from '../client/call-scope.ts'
import { type Http, msLeft } from '../client/http.ts'
import type { Content } from '../client/open-content.ts'
import type { OpenSiteContent } from '../client/site-content.ts'
import type { Dialect } from '../dialect/dialect.ts'
import { isJiraApiError, JiraApiError } from '../errors.ts'
import type { FileOptions, SavedFile, SaveTarget } from '../faces/files.ts'
import type { Attachment } from '../model/model.ts'
import { toJson } from '../model/primitives.ts'
import { readAttachment } from '../model/read-issue-detail.ts'
import { expected } from '../resources/resource.ts'
import { readContentRange } from './content-range.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { assertFree, finishAt, finishBeside, openPart, type PartFile, partPath } from './part-file.ts'
import { safeFileName } from './safe-file-name.ts'

/** What is known of an attachment before it is fetched. */
export type Fetched = Pick<Attachment, 'id' | 'filename' | 'size' | 'mimeType'>

export interface DownloadPlace {
  readonly http: Http
  readonly openContent: OpenSiteContent
  readonly dialect: Pick<Dialect, 'api' | 'attachment' | 'deployment'>
  /** Tells the files of one site from those of another. */
  readonly baseUrl: string
}

/** Connections that broke while bytes came: so often it goes on where it was. */
const TRIES = 4

const describe = async (
  { http, dialect }: DownloadPlace,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Fetched> => {
  const answer = await http({ method: 'GET', path: [...dialect.api, 'attachment', id], signal })
  return expected(readAttachment({ ...toJson(answer), id }), 'GET attachment')
}

const open = (
  { openContent, dialect }: DownloadPlace,
  { id, filename, mimeType }: Fetched,
  { from, signal }: { readonly from: number; readonly signal: AbortSignal | undefined },
): Promise<Content> =>
  openContent({
    // The name in the address is for show; one that could be no segment is not sent.
    path: dialect.attachment(id, /^\.{0,2}$/.test(filename) || !filename.isWellFormed() ? 'file' : filename),
    headers: from > 0 ? { range: `bytes=${from}-` } : {},
    signal,
    mayBeMarkup: /html|xml/i.test(mimeType),
    isElsewhere: dialect.deployment === 'cloud',
  })

const mismatch = (): JiraApiError =>
  new JiraApiError('bad-answer', 'The file does not have the size that the site says')

/** Where the bytes of an answer belong; undefined: what is there does not fit, begin anew. */
const placeOf = ({ status, headers }: Content, from: number, size: number): number | undefined => {
  if (status === 200) return 0
  const range = readContentRange(headers['content-range'])
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity'
  const isRight = range?.first === from && (range.total === undefined || range.total === size)
  return status === 206 && isPlain && isRight ? from : undefined
}

/** Whether the answer to the end of a file's range says that there is no more. */
const isWhole = ({ status, headers }: Content, from: number): boolean =>
  status === 416 && readContentRange(headers['content-range'])?.total === from

/** What one connection brought: the bytes that are there now, and whether it broke. */
interface Gained {
  readonly size: number
  readonly error: JiraApiError | undefined
}

const receive = async (
  content: Content,
  part: PartFile,
  { at, size, onBytes }: { readonly at: number; readonly size: number; readonly onBytes: (size: number) => void },
): Promise<Gained> => {
  let end = at
  const chunks = content.body[Symbol.asyncIterator]()
  for (;;) {
    let next: IteratorResult<Buffer>
    try {
      next = await chunks.next()
    } catch (error) {
      if (!isJiraApiError(error, 'network') && !isJiraApiError(error, 'timeout')) throw error
      return { size: end, error }
    }
    if (next.done === true) return { size: end, error: undefined }
    if (end + next.value.length > size) throw mismatch()
    await part.write(next.value, end)
    end += next.value.length
    onBytes(end)
  }
}

/** Fills a part until it is whole. Gives how much of it was there at first. */
const fill = async (place: DownloadPlace, file: Fetched, part: PartFile, options: FileOptions): Promise<number> => {
  const { size } = file
  const { signal } = options
  const onBytes = (done: number): void => options.onProgress?.({ name: file.filename, done, total: size })
  let there = part.size <= size ? part.size : 0
  const resumedFrom = there
  if (there !== part.size) await part.cut(there)
  let broken: JiraApiError | undefined
  for (let count = 1; count <= TRIES; count += 1) {
    if (there === size && (size > 0 || count > 1)) return resumedFrom
    using content = await open(place, file, { from: there, signal })
    const at = placeOf(content, there, size)
    if (at === undefined) {
      if (isWhole(content, there)) return resumedFrom
      there = 0
      await part.cut(0)
      continue
    }
    if (at !== there) await part.cut(at)
    onBytes(at)
    const gained = await receive(content, part, { at, size, onBytes })
    there = gained.size
    if (gained.error === undefined && there === size) return at === 0 ? 0 : resumedFrom
    broken = gained.error ?? mismatch()
  }
  throw broken ?? mismatch()
}

const pathFor = (target: SaveTarget, filename: string): string =>
  'path' in target ? target.path : join(target.folder, safeFileName(target.name ?? filename))

interface Saving {
  readonly target: SaveTarget
  /** What the target comes to. */
  readonly path: string
  readonly partName: string
}

const save = async (
  place: DownloadPlace,
  file: Fetched,
  { target, path, partName }: Saving,
  options: FileOptions,
): Promise<SavedFile> => {
  const isOwnName = 'path' in target
  if (isOwnName && target.overwrite !== true) await assertFree(path)
  await using part = await openPart(partName)
  let resumedFrom: number
  try {
    resumedFrom = await fill(place, file, part, options)
  } catch (error) {
    // A part of the wrong file must not be gone on with.
    if (isJiraApiError(error, 'bad-answer')) await part.cut(0)
    await part.discardEmpty()
    throw error
  }
  await part.close()
  const saved = isOwnName
    ? await finishAt(partName, path, target.overwrite === true)
    : await finishBeside(partName, path)
  return { path: saved, size: file.size, resumedFrom }
}

const download = async (
  place: DownloadPlace,
  attachment: Fetched | string,
  target: SaveTarget,
  options: FileOptions,
): Promise<SavedFile> => {
  const file = typeof attachment === 'string' ? await describe(place, attachment, options.signal) : attachment
  const path = pathFor(target, file.filename)
  const partName = partPath(path, `${place.baseUrl} ${file.id} ${basename(path)}`)
  return oneAtATime(resolve(partName), options.signal, () => save(place, file, { target, path, partName }, options))
}

/** See `FilesFace.downloadAttachment`. */
export const downloadFile = async (
  place: DownloadPlace,
  attachment: Fetched | string,
  target: SaveTarget,
  options: FileOptions = {},
): Promise<SavedFile> => {
  // The budget of a call holds for the bytes too.
  using scope = openCallScope(options.signal, msLeft())
  try {
    const { signal } = scope
    return await download(place, attachment, target, signal === undefined ? options : { ...options, signal })
  } catch (error) {
    throw scope.toError(error)
  }
}
