import {
  readApproval,
  readAttachment,
  readBoard,
  readBoardConfiguration,
  readChanges,
  readComment,
  readCreated,
  readDevelopment,
  readDevelopmentDetail,
  readDevelopmentOverview,
  readEpic,
  readErrorBody,
  readFieldInfo,
  readFieldMap,
  readFieldMeta,
  readFieldSchema,
  readFieldsPage,
  readFieldValue,
  readHits,
  readIssue,
  readIssueDetail,
  readIssuePage,
  readIssueType,
  readIssueTypesPage,
  readJqlData,
  readLinkType,
  readMyself,
  readNamed,
  readOldCreateMeta,
  readPage,
  readPermissions,
  readProject,
  readProjectDetail,
  readQueue,
  readQuickFilter,
  readRankRefusals,
  readRemoteLink,
  readRequest,
  readSavedFilter,
  readServerInfo,
  readServiceDesk,
  readSettings,
  readSla,
  readSprint,
  readStatus,
  readSuggestion,
  readTransition,
  readUser,
  readVersion,
  readWorklog,
} from '@mmd/jira-api/readers'
import { controlInText } from './controls.ts'
import { type Findings, shown } from './findings.ts'
import type { Where } from './pieces.ts'

type Reader = (value: unknown) => unknown

const site = 'https://example.com'

/** The readers of the client by name. What is in a file may be the answer of any resource, so each is asked. */
export const objectReaders: Readonly<Record<string, Reader>> = {
  readApproval,
  readAttachment,
  readBoard,
  readBoardConfiguration,
  readComment,
  readCreated,
  readDevelopmentDetail,
  readDevelopmentOverview,
  readEpic,
  readFieldInfo,
  readFieldMap,
  readFieldMeta: (value) => readFieldMeta('field', value),
  readFieldSchema,
  readFieldsPage,
  readHits: (value) => readHits(value, site),
  readIssue,
  readIssueDetail: (value) => [readIssueDetail(value, 'wiki'), readIssueDetail(value, 'adf')],
  readIssuePage,
  readIssueType,
  readIssueTypesPage,
  readJqlData,
  readLinkType,
  readMyself,
  readNamed,
  readOldCreateMeta,
  readPage: (value) => readPage(value, site),
  readPermissions: (value) => readPermissions(value, ['BROWSE_PROJECTS']),
  readProject,
  readProjectDetail,
  readQueue,
  readQuickFilter,
  readRankRefusals,
  readRemoteLink,
  readRequest,
  readSavedFilter,
  readServerInfo,
  readServiceDesk,
  readSettings,
  readSla,
  readStatus,
  readSuggestion,
  readTransition,
  readUser,
  readVersion,
  readWorklog,
}

const listReaders: Readonly<Record<string, Reader>> = { readChanges }

const valueReaders: Readonly<Record<string, Reader>> = { readSprint, readDevelopment }

const textReaders: Readonly<Record<string, (text: string) => unknown>> = { readErrorBody }

/** Texts as the site has them, and values that only go back: nothing prints those. */
const isForMachines = (name: string, parent: object): boolean =>
  name === 'wire' || (name === 'source' && 'format' in parent)

/** Names of the members that a model has by itself are ours; others are the site's, and are shown too. */
const unsafeIn = (model: unknown): string | undefined => {
  const open: unknown[] = [model]
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (typeof next === 'string') {
      const found = controlInText(next)
      if (found !== undefined) return found
    } else if (typeof next === 'object' && next !== null) {
      for (const [name, value] of next instanceof Map ? next : Object.entries(next)) {
        open.push(String(name))
        if (!isForMachines(String(name), next)) open.push(value)
      }
    }
  }
  return undefined
}

/** Checks readers against anything that a server could have sent. */
export class ModelCheck {
  /** How often each reader found what it reads, by its name. */
  readonly found = new Map<string, number>()
  private readonly findings: Findings
  private readonly readers: Readonly<Record<string, Reader>>

  constructor(findings: Findings, readers: Readonly<Record<string, Reader>> = objectReaders) {
    this.findings = findings
    this.readers = readers
  }

  value(value: unknown, where: Where): void {
    if (Array.isArray(value)) this.all(listReaders, value, where)
    else if (typeof value === 'object' && value !== null) {
      this.all(this.readers, value, where)
      if ('fields' in value) this.fields(value.fields, 'schema' in value ? value.schema : undefined, where)
    }
    this.all(valueReaders, value, where)
  }

  text(text: string, where: Where): void {
    for (const [name, read] of Object.entries(textReaders)) this.one(name, where, () => read(text))
    this.all(valueReaders, text, where)
  }

  /** Every field of an issue, not only custom ones, as every kind of site would have it. */
  private fields(fields: unknown, schemas: unknown, where: Where): void {
    if (typeof fields !== 'object' || fields === null) return
    const known = typeof schemas === 'object' && schemas !== null ? { ...schemas } : {}
    for (const [id, value] of Object.entries(fields)) {
      const schema = readFieldSchema(Object.hasOwn(known, id) ? Reflect.get(known, id) : undefined)
      const place: Where = { name: id, parent: { name: 'fields', parent: where } }
      for (const format of ['wiki', 'adf', 'plain'] as const)
        this.one('readFieldValue', place, () => readFieldValue(value, schema, format))
    }
  }

  private all(readers: Readonly<Record<string, Reader>>, value: unknown, where: Where): void {
    for (const [name, read] of Object.entries(readers)) this.one(name, where, () => read(value))
  }

  private one(name: string, where: Where, read: () => unknown): void {
    const model = this.findings.guard(name, where, read)
    if (model === null || model === undefined) return
    this.found.set(name, (this.found.get(name) ?? 0) + 1)
    const unsafe = unsafeIn(model)
    if (unsafe !== undefined) this.findings.add('control', name, where, shown(unsafe))
  }
}
