import { chmod, mkdir, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { isMap, isScalar, parseDocument } from 'yaml'
import { AppError } from './app-error.ts'
import { type ConfigPlace, configFile } from './config-file.ts'

/** A place in the file, and what is to stand there; undefined: nothing. */
export interface ConfigChange {
  readonly path: readonly string[]
  readonly value: unknown
}

/**
 * The text with these settings changed; comments and everything else stay. Throws `AppError` `bad-config` for a text that is no
 * YAML: what is written into it might end up anywhere.
 */
export const changeText = (text: string, changes: readonly ConfigChange[]): string => {
  const doc = parseDocument(text, { logLevel: 'silent' })
  if (doc.errors.length > 0 || (doc.contents !== null && !isMap(doc.contents))) throw badConfig()
  for (const { path, value } of changes) {
    if (value !== undefined && !isFree(doc, path)) throw badConfig()
    if (value !== undefined) doc.setIn(path, value)
    else if (doc.hasIn(path)) take(doc, path)
    dropEmpty(doc, path.slice(0, -1))
  }
  const { contents } = doc
  if (!isMap(contents) || contents.items.length > 0) return doc.toString({ lineWidth: 0 })
  // An empty map would be written as one, where nothing needs to stand: the words alone stay.
  const words = [doc.commentBefore, contents.commentBefore].flatMap((some) => some ?? [])
  doc.commentBefore = words.length === 0 ? null : words.join('\n')
  doc.contents = null
  return doc.toString({ lineWidth: 0 }).replace(/null\n$/, '')
}

const badConfig = (): AppError =>
  new AppError(
    'bad-config',
    'config.yaml has mistakes, so nothing was written into it',
    'Mend it first: mmd-tui config edit',
  )

/** Takes a setting out. The words above the first one are those of the file, and stay. */
const take = (doc: ReturnType<typeof parseDocument>, path: readonly string[]): void => {
  const first = isMap(doc.contents) ? doc.contents.items[0]?.key : undefined
  const words = isScalar(first) && path.length === 1 && first.value === path[0] ? first.commentBefore : undefined
  if (typeof words === 'string')
    doc.commentBefore = typeof doc.commentBefore !== 'string' ? words : `${doc.commentBefore}\n${words}`
  doc.deleteIn(path)
}

/** What is on the way to the place is settings, or is not there yet. */
const isFree = (doc: ReturnType<typeof parseDocument>, path: readonly string[]): boolean =>
  path.slice(0, -1).every((_, at) => {
    const holder = doc.getIn(path.slice(0, at + 1), true)
    return holder === undefined || isMap(holder)
  })

/** A setting that has lost its last part goes as well. */
const dropEmpty = (doc: ReturnType<typeof parseDocument>, path: readonly string[]): void => {
  if (path.length === 0) return
  const holder = doc.getIn(path, true)
  if (isMap(holder) && holder.items.length === 0) doc.deleteIn(path)
}

/** Replaces the file in one step, where a link leads to it too, with the rights that it had. */
export const writeConfigText = async (place: ConfigPlace, text: string): Promise<void> => {
  const named = configFile(place)
  await mkdir(place.folders.config, { recursive: true, mode: 0o700 })
  const file = await realpath(named).catch(() => named)
  const mode = await stat(file).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  )
  const written = `${file}.${process.pid}`
  await writeFile(written, text, { mode })
  await chmod(written, mode)
  await rename(written, file)
}
