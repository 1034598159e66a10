import { toMoment } from '../fields/read-sla.ts'
import { readAll, toJson, toLine, toStoredText, toText, toWord } from '../model/primitives.ts'
import { readUser } from '../model/read-user.ts'
import type { Approval, CustomerRequest, Queue, RequestComment, RequestType, ServiceDesk } from './desk.ts'

/** A service desk; null without an id. */
export const readServiceDesk = (value: unknown): ServiceDesk | null => {
  const desk = toJson(value)
  const id = toWord(desk['id'])
  if (id === null) return null
  const projectKey = toWord(desk['projectKey']) ?? ''
  return {
    id,
    projectId: toLine(desk['projectId']) ?? '',
    projectKey,
    projectName: toWord(desk['projectName']) ?? projectKey,
  }
}

/** A queue; null without an id. */
export const readQueue = (value: unknown): Queue | null => {
  const queue = toJson(value)
  const id = toWord(queue['id'])
  if (id === null) return null
  const count = queue['issueCount']
  return {
    id,
    name: toWord(queue['name']) ?? id,
    jql: toText(queue['jql']) ?? '',
    fields: readAll(queue['fields'], toWord),
    count: typeof count === 'number' && count >= 0 ? count : null,
  }
}

/** A request; null without the key of its issue. */
export const readRequest = (value: unknown): CustomerRequest | null => {
  const request = toJson(value)
  const key = toWord(request['issueKey'])
  if (key === null) return null
  const type = toJson(request['requestType'])
  return {
    key,
    typeId: toWord(request['requestTypeId']) ?? toWord(type['id']),
    typeName: toWord(type['name']),
    reporter: readUser(request['reporter']),
    status: toWord(toJson(request['currentStatus'])['status']),
  }
}

/** A comment of a request; null without an id. */
export const readRequestComment = (value: unknown): RequestComment | null => {
  const comment = toJson(value)
  const id = toWord(comment['id'])
  if (id === null) return null
  return {
    id,
    author: readUser(comment['author']),
    body: toStoredText(comment['body']) ?? { format: 'plain', source: '' },
    created: toMoment(comment['created']),
    isPublic: comment['public'] === true,
  }
}

/** A kind of request; null without an id. */
export const readRequestType = (value: unknown): RequestType | null => {
  const type = toJson(value)
  const id = toWord(type['id'])
  if (id === null) return null
  return {
    id,
    name: toWord(type['name']) ?? id,
    description: toLine(type['description']) ?? '',
    issueTypeId: toWord(type['issueTypeId']),
  }
}

const decisionOf = (value: unknown): string => toWord(value)?.toLowerCase() ?? ''

/** An approval; null without an id. */
export const readApproval = (value: unknown): Approval | null => {
  const approval = toJson(value)
  const id = toWord(approval['id'])
  if (id === null) return null
  return {
    id,
    name: toWord(approval['name']) ?? '',
    decision: decisionOf(approval['finalDecision']),
    mayAnswer: approval['canAnswerApproval'] === true,
    approvers: readAll(approval['approvers'], (item) => {
      const user = readUser(toJson(item)['approver'])
      return user === null ? null : { user, decision: decisionOf(toJson(item)['approverDecision']) }
    }),
  }
}
