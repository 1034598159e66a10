import type { IssueKey } from '@mmd/jira-api/model'
import type { Operation } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Bench, Known } from './bench.ts'
import { findLinkType } from './find-link-type.ts'
import { aDay } from './lookup.ts'
import { parseKey } from './parse-key.ts'
import { prepareWebLink } from './web-link.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueLinkOptions {
  readonly type?: string
  readonly remove?: boolean
  readonly url?: string
  readonly title?: string
}

/** `issue link KEY OTHER`: links an issue to another one or to an address, or takes such a link away. */
export const runIssueLink = async (
  context: CommandContext,
  key: string,
  otherKey: string | undefined,
  options: IssueLinkOptions,
): CommandResult => {
  const { url, title, type, remove = false } = options
  const targets = { keys: [key] }
  if (url !== undefined) {
    if (otherKey !== undefined) throw new AppError('usage', 'An issue and --url exclude each other', 'Leave one away')
    if (type !== undefined) throw new AppError('usage', '--type is for links between issues', 'Leave it away')
    const address = parseUrl(url)
    return writeIssues(context, {
      action: remove ? 'unlink' : 'link',
      targets,
      needs: 'nothing',
      prepare: async (bench, known) => [await prepareWebLink(bench, known, { url: address, title, remove })],
    })
  }
  if (otherKey === undefined) throw new AppError('usage', 'Linked to what?', 'Give the other issue, or --url URL')
  if (title !== undefined) throw new AppError('usage', '--title is for links to addresses', 'Leave it away')
  if (type === undefined && !remove) {
    throw new AppError('usage', 'Linked how?', 'Give --type with the words of a link, such as --type blocks')
  }
  const other = parseKey(otherKey)
  return writeIssues(context, {
    action: remove ? 'unlink' : 'link',
    targets,
    needs: 'detail',
    prepare: async (bench, known) => [
      remove ? findLink(known, other, type) : await newLink(bench, known.key, other, type ?? ''),
    ],
  })
}

const parseUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href
  throw new AppError('usage', `“${text}” is not an address of the web`, 'It must begin with https:// or http://')
}

const newLink = async (bench: Bench, key: IssueKey, other: IssueKey, words: string): Promise<Operation> => {
  const types = await bench.lookup.ask('link-types', (client) => client.linkTypes({ signal: bench.signal }), aDay)
  const { type, outward } = findLinkType(types, words)
  const summary = bench.copy.replica.issue(other)?.summary
  return { kind: 'link', key, type, outward, other, ...(summary === undefined ? {} : { otherSummary: summary }) }
}

const findLink = ({ key, detail }: Known, other: IssueKey, words: string | undefined): Operation => {
  const links = (detail?.links ?? []).filter((link) => link.key === other)
  const wanted = words?.trim().toLowerCase()
  const fitting = links.filter(({ relation }) => wanted === undefined || relation.toLowerCase() === wanted)
  const [link] = fitting
  if (link === undefined) {
    const hint = links.length === 0 ? `mmd-tui issue view ${key} shows the links` : `There is: ${relations(links)}`
    throw new AppError('bad-value', `There is no such link to ${other}`, hint)
  }
  // Of links that say the same any one goes.
  if (fitting.every(({ relation }) => relation === link.relation)) return { kind: 'unlink', key, link }
  throw new AppError('bad-value', `There are several links to ${other}`, `Name one with --type: ${relations(fitting)}`)
}

const relations = (links: readonly { readonly relation: string }[]): string =>
  links.map(({ relation }) => relation).join(', ')
