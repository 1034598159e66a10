import type { Comment } from '@mmd/jira-api'
import type { App } from '../../../app/app.ts'
import { holdKeys } from '../../../app/hold-keys.ts'
import { AppError } from '../../../config/app-error.ts'
import { authored } from '../../../session/authored.ts'
import { helpFor, myself } from '../comment.ts'
import { commentDraft } from '../drafts.ts'
import { performAll } from '../perform.ts'
import { personOffer } from '../text-completion.ts'
import { plainTextHelp, writeText } from '../write-text.ts'
import { type NameLookup, namesNear } from './names-near.ts'
import type { ItemPlace } from './on-item.ts'

/** Lines of a comment that a reply repeats. */
const mostLines = 20

/** Who is answered: mentioned, so that they hear of it, unless that is oneself or somebody who has left. */
const addressed = ({ author }: Comment, me: string | undefined): string => {
  if (author === null) return 'Somebody'
  const isReached = author.active && author.id !== '' && author.id !== me
  return isReached ? personOffer(author).text : author.name
}

/** A comment as a quote in Markdown, with who said it. */
const quoteOf = async (comment: Comment, me: string | undefined, nameOf: NameLookup): Promise<string> => {
  const [{ writeMarkdown }, { parseStored }] = await Promise.all([
    import('@mmd/rich-text/edit'),
    import('@mmd/rich-text'),
  ])
  const lines = writeMarkdown(parseStored(comment.body, { nameOf })).trim().split('\n')
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), '…'] : lines
  return [`${addressed(comment, me)} wrote:`, '', ...shown.map((text) => `> ${text}`.trimEnd()), '', ''].join('\n')
}

/** Whom a reply is for: those who may read what it quotes. */
const audience = ({ internal, restriction, visibility }: Comment): string => {
  if (internal === true) return ' · internal, as the comment'
  if (restriction !== undefined) return ` · ${visibility ?? 'some'} only, as the comment`
  return ''
}

/** Opens a text area with the comment quoted; the reply has the same readers. */
export const replyTo = async (app: App, { session, key }: ItemPlace, comment: Comment): Promise<void> => {
  const { internal, restriction, visibility, author, id } = comment
  if (internal === null && restriction === undefined)
    return app.toast('warn', 'Whether customers may read this comment is not known yet: a reply could tell them')
  if (visibility !== null && restriction === undefined && internal !== true)
    return app.toast('warn', 'Who may read this comment is not understood: a reply could tell others · b opens it')
  const text = await holdKeys(app, quoteOf(comment, session.site.user?.id, namesNear(app, session, key)))
  writeText(app, session, {
    title: `Reply to ${author?.name ?? 'a comment'} on ${key}`,
    help: [`Ctrl-S sends · Esc keeps the draft · Markdown${audience(comment)}`, helpFor(session)],
    draft: `${commentDraft(key)}/reply/${id}`,
    text,
    onSubmit: async (typed) => {
      const body = await authored(typed, session.site.deployment)
      performAll(
        app,
        session,
        [
          {
            kind: 'add-comment',
            key,
            body,
            typed,
            author: myself(session),
            ...(restriction === undefined ? {} : { visibility: restriction }),
            ...(internal === true ? { internal } : {}),
          },
        ],
        `answered ${author?.name ?? 'a comment'}`,
      )
    },
  })
}

/** Opens the comment's text; what is not changed goes back as it was. */
export const editComment = async (app: App, { session, key }: ItemPlace, comment: Comment): Promise<void> => {
  const { EditProblem, openForEditing } = await holdKeys(app, import('@mmd/rich-text/edit'))
  const editable = openForEditing(comment.body, namesNear(app, session, key))
  const markup = editable.how === 'markdown' ? 'Markdown' : "the site's own markup"
  writeText(app, session, {
    title: `Edit the comment of ${comment.author?.name ?? 'nobody'} on ${key}`,
    help: [`Ctrl-S saves · Esc keeps the draft · ${markup}`, editable.how === 'raw' ? plainTextHelp : helpFor(session)],
    draft: `${commentDraft(key)}/edit/${comment.id}`,
    text: editable.text,
    working: editable,
    onSubmit: (typed) => {
      try {
        const body = editable.apply(typed)
        performAll(
          app,
          session,
          [{ kind: 'edit-comment', key, id: comment.id, body, typed, base: comment }],
          'with the comment changed',
        )
      } catch (error) {
        throw error instanceof EditProblem ? new AppError('bad-value', error.message, '') : error
      }
    },
  })
}

export const deleteComment = (app: App, { session, key }: ItemPlace, comment: Comment): void =>
  performAll(app, session, [{ kind: 'delete-comment', key, id: comment.id, base: comment }], 'without the comment')

/** The address of the comment in its issue. */
export const commentUrl = (app: App, { session, key }: ItemPlace, { id }: Comment): string =>
  `${app.shell.issueUrl(session.site, key)}?focusedCommentId=${encodeURIComponent(id)}`
