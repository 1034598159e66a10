import { readFileSync, statSync } from 'node:fs'
import { untrusted } from '@mmd/jira-api/model'
import { LineCounter, parseDocument } from 'yaml'
import type { ConfigView } from '../../config/config.ts'
import type { ListView } from '../../state/view.ts'
import { slugOf } from './slug.ts'
import { toListView } from './to-list-view.ts'
import type { ViewProblem } from './view-keeper.ts'

/** Bytes of a file, and views of all files, that are read. */
const mostBytes = 256_000
const mostViews = 200

/** What the files of a folder give. */
export interface FolderViews {
  readonly views: readonly ListView[]
  /** `triage/.mmd.yaml:3:5: …` */
  readonly problems: readonly ViewProblem[]
}

/** Reads files with views, the nearest first: of two with one id the nearest holds. Never throws. */
export const readFolderViews = (files: readonly string[]): FolderViews => {
  const views = new Map<string, ListView>()
  const problems: ViewProblem[] = []
  for (const file of files) {
    const read = readFile(file)
    problems.push(...read.problems)
    for (const view of read.views) {
      const known = toListView(view, 'folder', file)
      if (!views.has(known.id) && views.size < mostViews) views.set(known.id, known)
    }
  }
  return { views: [...views.values()], problems }
}

interface ReadFile {
  readonly views: readonly ConfigView[]
  readonly problems: readonly ViewProblem[]
}

const readFile = (file: string): ReadFile => {
  const name = untrusted(file, 'line')
  let text: string
  try {
    if (statSync(file).size > mostBytes)
      return { views: [], problems: [`${name}:1:1: the file is larger than ${mostBytes / 1000} kB`] }
    text = readFileSync(file, 'utf8')
  } catch {
    return { views: [], problems: [`${name}:1:1: the file cannot be read`] }
  }
  const { views, problems } = readViews(text)
  return { views, problems: problems.map((problem) => `${name}:${problem}`) }
}

/** The views of a text, and what is wrong in it: `3:5: …`. Exported for what any text may say. */
export const readViews = (text: string): ReadFile => {
  const lines = new LineCounter()
  const problems: ViewProblem[] = []
  const tell = (offset: number, what: string): void => {
    const { line, col } = lines.linePos(offset)
    problems.push(`${Math.max(1, line)}:${Math.max(1, col)}: ${untrusted(what, 'line')}`)
  }
  try {
    const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
    for (const { pos, message } of doc.errors) tell(pos[0], message.split('\n')[0] ?? '')
    if (doc.errors.length > 0) return { views: [], problems }
    const value: unknown = doc.toJS({ maxAliasCount: 20 })
    const isList = Array.isArray(value)
    const list: unknown = isList ? value : member(value, 'views')
    if (list === undefined) return { views: [], problems }
    if (!Array.isArray(list)) {
      tell(offsetOf(doc, ['views']), 'views must be a list')
      return { views: [], problems }
    }
    const views = list.slice(0, mostViews).flatMap((item: unknown, at): readonly ConfigView[] => {
      const path = isList ? [at] : ['views', at]
      return toView(item, (part, what) => tell(offsetOf(doc, part === '' ? path : [...path, part]), what))
    })
    return { views, problems }
  } catch (error) {
    // Nesting without an end, and references within references.
    tell(0, error instanceof RangeError || error instanceof ReferenceError ? 'nested too deeply' : 'not readable')
    return { views: [], problems }
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined

const offsetOf = (doc: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number => {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? doc.contents : doc.getIn(path.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return Number(node.range[0] ?? 0)
  }
  return 0
}

const parts = new Set(['id', 'title', 'jql', 'sites', 'columns', 'group', 'sort'])

const toView = (item: unknown, tell: (part: string, what: string) => void): readonly ConfigView[] => {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    tell('', 'a view has a title and a jql')
    return []
  }
  for (const name of Object.keys(item))
    if (!parts.has(name)) tell(name, `“${name}” means nothing here: a view has ${[...parts].join(', ')}`)
  const line = (part: string): string | undefined => {
    const value = member(item, part)
    if (typeof value === 'string' && value.trim() !== '') return untrusted(value, 'line').trim()
    if (value !== undefined && value !== null) tell(part, `${part} must be a text`)
    return undefined
  }
  const list = (part: string): readonly string[] | undefined => {
    const value = member(item, part)
    if (value === undefined || value === null) return undefined
    if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      return value.slice(0, 30).map((one) => untrusted(one, 'line').trim())
    tell(part, `${part} must be a list of names`)
    return undefined
  }
  const [title, jql, group, sort, sites, columns] = [
    line('title'),
    line('jql'),
    line('group'),
    line('sort'),
    list('sites'),
    list('columns'),
  ]
  if (title === undefined || jql === undefined) {
    tell(title === undefined ? 'title' : 'jql', `a view needs a ${title === undefined ? 'title' : 'jql'}`)
    return []
  }
  const id = line('id') ?? slugOf(title)
  return [
    {
      id,
      title,
      jql,
      ...(sites === undefined ? {} : { sites }),
      ...(columns === undefined ? {} : { columns }),
      ...(group === undefined ? {} : { group }),
      ...(sort === undefined ? {} : { sort }),
    },
  ]
}
