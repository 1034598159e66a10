import type { Exchange } from '../exchange.ts'
import { mayChange, visibleComments } from '../world/permissions.ts'
import type { SandboxComment, SandboxIssue } from '../world/world.ts'
import { changeableIssue, demand } from './find.ts'
import { Refusal } from './refusal.ts'

/** The comment that the path names; one that the caller may not read is a 404 refusal. */
export const seenComment = (exchange: Exchange, issue: SandboxIssue): SandboxComment => {
  const id = exchange.params.id ?? ''
  const comment = visibleComments(exchange.world, exchange.user, issue).find((candidate) => candidate.id === id)
  if (comment === undefined) throw new Refusal(404, `Can not find a comment for the id: ${id}.`)
  return comment
}

/** The issue that a comment is to be written on; a 403 refusal for those who may not. */
export const issueToCommentOn = (exchange: Exchange): SandboxIssue => {
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'ADD_COMMENTS', 403, 'You do not have the permission to comment on this issue.')
  return issue
}

/** The comment that the path names and its issue; a 400 refusal for those who may not do this to it. */
export const commentToChange = (
  exchange: Exchange,
  verb: 'EDIT' | 'DELETE',
): { readonly issue: SandboxIssue; readonly comment: SandboxComment } => {
  const { world, user } = exchange
  const issue = changeableIssue(exchange)
  const comment = seenComment(exchange, issue)
  const { authorKey } = comment
  const { projectKey } = issue
  if (mayChange(world, user, { projectKey, authorKey }, [verb, 'COMMENTS'])) return { issue, comment }
  throw new Refusal(400, `You do not have the permission to ${verb.toLowerCase()} the comment with id: ${comment.id}.`)
}

/** Takes the comment that the path names off its issue. */
export const removeComment = (exchange: Exchange): void => {
  const { issue, comment } = commentToChange(exchange, 'DELETE')
  issue.comments = issue.comments.filter(({ id }) => id !== comment.id)
  issue.updated = exchange.now
}
