import type { App } from '../app/app.ts'
import { cursorItem } from '../state/selectors.ts'
import { type Action, key } from './action.ts'
import { deleteAttachment, openAttachment, saveAttachment } from './flows/items/attachments.ts'
import { commentUrl, deleteComment, editComment, replyTo } from './flows/items/comments.ts'
import { toggleFold } from './flows/items/cursor.ts'
import { browseLink, copyLink, followLink, removeLink } from './flows/items/links.ts'
import { isSent, onItem } from './flows/items/on-item.ts'
import { viewPicture } from './flows/items/view-picture.ts'
import { deleteWorklog, editWorklog } from './flows/items/worklogs.ts'

/** Why nothing can be done to what the cursor is on, or `true`. */
const isThere = (app: App): true | string => {
  const item = cursorItem(app.store.get())
  if (item === null) return 'the cursor is on nothing'
  return isSent(item.slice(item.indexOf('/') + 1)) ? true : 'it is still being sent'
}

const base = { group: 'Open issue', enabled: isThere } as const
const onComment = { ...base, scope: 'comment' } as const
const onWork = { ...base, scope: 'worklog' } as const
const onLink = { ...base, scope: 'link' } as const
const onFile = { ...base, scope: 'file' } as const

/** What can be done to what the cursor is on in an open issue. */
export const itemActions: readonly Action[] = [
  {
    ...onComment,
    id: 'comment.reply',
    title: 'Reply to the comment, with a quote…',
    hint: 'reply',
    keys: key('R'),
    run: onItem(['comment'], (app, place, { comment }) => replyTo(app, place, comment)),
  },
  {
    ...onComment,
    id: 'comment.edit',
    title: 'Edit the comment…',
    hint: 'edit',
    keys: key('e'),
    run: onItem(['comment'], (app, place, { comment }) => editComment(app, place, comment)),
  },
  {
    ...onComment,
    id: 'comment.delete',
    title: 'Delete the comment',
    hint: 'delete',
    keys: key('D'),
    run: onItem(['comment'], (app, place, { comment }) => deleteComment(app, place, comment)),
  },
  {
    ...onComment,
    id: 'comment.copy-url',
    title: 'Copy the URL of the comment',
    hint: 'copy URL',
    keys: key('Y'),
    run: onItem(['comment'], (app, place, { comment }) => {
      app.shell.copy(commentUrl(app, place, comment))
      app.toast('good', `Copied the URL of the comment on ${place.key}`)
    }),
  },
  {
    ...onWork,
    id: 'worklog.edit',
    title: 'Change the work that was logged…',
    hint: 'edit',
    keys: key('e'),
    run: onItem(['worklog'], (app, place, { worklog }) => editWorklog(app, place, worklog)),
  },
  {
    ...onWork,
    id: 'worklog.delete',
    title: 'Delete the work that was logged',
    hint: 'delete',
    keys: key('D'),
    run: onItem(['worklog'], (app, place, { worklog }) => deleteWorklog(app, place, worklog)),
  },
  {
    ...onLink,
    id: 'link.follow',
    title: 'Go to the linked issue, or open the page in the browser',
    hint: 'follow',
    keys: key('enter'),
    run: onItem(['issue', 'web'], followLink),
  },
  {
    ...onLink,
    id: 'link.browse',
    title: 'Open what the link leads to in the browser',
    hint: 'browser',
    keys: key('b'),
    run: onItem(['issue', 'web'], browseLink),
  },
  {
    ...onLink,
    id: 'link.remove',
    title: 'Remove the link',
    hint: 'remove',
    keys: key('D'),
    run: onItem(['issue', 'web'], removeLink),
  },
  {
    ...onLink,
    id: 'link.copy-url',
    title: 'Copy the URL of what the link leads to',
    hint: 'copy URL',
    keys: key('Y'),
    run: onItem(['issue', 'web'], copyLink),
  },
  {
    ...onFile,
    id: 'file.open',
    title: 'Open the attachment with the program for it',
    hint: 'open',
    keys: key('enter'),
    run: onItem(['file'], (app, place, { attachment }) => openAttachment(app, place, attachment)),
  },
  {
    ...onFile,
    id: 'file.view',
    title: 'Show the picture here',
    hint: 'show',
    keys: key('v'),
    run: onItem(['file'], (app, place, { attachment }) => viewPicture(app, place, attachment)),
  },
  {
    ...onFile,
    id: 'file.save',
    title: 'Save the attachment…',
    hint: 'save',
    keys: key('s'),
    run: onItem(['file'], (app, place, { attachment }) => saveAttachment(app, place, attachment)),
  },
  {
    ...onFile,
    id: 'file.delete',
    title: 'Delete the attachment',
    hint: 'delete',
    keys: key('D'),
    run: onItem(['file'], (app, place, { attachment }) => deleteAttachment(app, place, attachment)),
  },
  {
    ...base,
    scope: 'section',
    id: 'section.unfold',
    title: 'Open the folded section',
    hint: 'open',
    keys: key('enter'),
    palette: false,
    run: toggleFold,
  },
]
