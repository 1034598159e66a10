import type { Comment, IssueDetail, RemoteLink, Worklog } from '@mmd/jira-api/model'
import { isSiteId } from '../operations/pending-id.ts'
import { at } from './at.ts'
import type { Given, Maker } from './maker.ts'

const mineOf = <T extends Comment | Worklog>({ place: { me } }: Given, list: readonly T[] | undefined): readonly T[] =>
  (list ?? []).filter(({ id, author }) => isSiteId(id) && author?.id === me.id)

const known = <K extends 'attachments' | 'links'>({ detail }: Given, part: K): IssueDetail[K][number] | undefined =>
  detail?.[part].findLast(({ id }) => isSiteId(id))

const remoteLink: Maker = ({ key, token }) => {
  const object = { url: 'https://a.example', title: token }
  return [{ kind: 'put-remote-link', key, link: { globalId: '', object } }]
}

const remoteUnlink: Maker = ({ seat: { replica }, key, pick }) => {
  const links = replica.part(key, 'remote-links')
  if (!Array.isArray(links)) return []
  const all: readonly RemoteLink[] = links
  const list = all.filter(({ id }) => isSiteId(id))
  const link = list.at(pick % Math.max(1, list.length))
  return link === undefined ? [] : [{ kind: 'delete-remote-link', key, link }]
}

const attach: Maker = ({ place: { me, file }, key, token }) => {
  const chosen = { path: file, name: `${token}.txt`, size: 5, mimeType: 'text/plain' }
  return [{ kind: 'attach', key, author: me, file: chosen }]
}

/** For tests: what I say, log, tie and attach. */
export const onParts = {
  comment: ({ place: { me }, key, text, token }) => [
    { kind: 'add-comment', key, author: me, body: text, typed: token },
  ],
  'edit-comment': (given) => {
    const comment = mineOf(given, given.detail?.comments).at(-1)
    const { key, text, token } = given
    return comment === undefined ? [] : [{ kind: 'edit-comment', key, id: comment.id, body: text, typed: token }]
  },
  'delete-comment': (given) => {
    const [comment] = mineOf(given, given.detail?.comments)
    return comment === undefined ? [] : [{ kind: 'delete-comment', key: given.key, id: comment.id }]
  },
  worklog: ({ place: { me }, key, text, pick }) => {
    const started = '2026-11-20T09:00:00.000Z'
    const remaining = pick % 2 === 0 ? 'leave' : 'auto'
    return [{ kind: 'add-worklog', key, author: me, seconds: 600, started, comment: text, remaining }]
  },
  'edit-worklog': (given) => {
    const { key, pick, text } = given
    const worklog = mineOf(given, given.detail?.worklogs).at(-1)
    if (worklog === undefined) return []
    const comment = pick % 2 === 0 ? {} : { comment: text }
    const seconds = 60 * (pick + 1)
    return [{ kind: 'edit-worklog', key, id: worklog.id, seconds, remaining: 'leave', ...comment }]
  },
  'delete-worklog': (given) => {
    const [worklog] = mineOf(given, given.detail?.worklogs)
    return worklog === undefined ? [] : [{ kind: 'delete-worklog', key: given.key, id: worklog.id, remaining: 'leave' }]
  },
  link: ({ place: { blocks, keys }, key, pick }) => [
    { kind: 'link', key, type: blocks, outward: pick < 3, other: at(keys, keys.indexOf(key) + 1 + (pick % 2)) },
  ],
  unlink: (given) => {
    const link = known(given, 'links')
    return link === undefined ? [] : [{ kind: 'unlink', key: given.key, link }]
  },
  'remote-link': remoteLink,
  'remote-unlink': remoteUnlink,
  attach,
  detach: (given) => {
    const attachment = known(given, 'attachments')
    return attachment === undefined ? [] : [{ kind: 'delete-attachment', key: given.key, attachment }]
  },
} satisfies Readonly<Record<string, Maker>>
