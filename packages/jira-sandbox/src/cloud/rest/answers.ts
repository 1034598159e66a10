import type { Answer } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'
import { type PeopleView, peopleInCloudForm } from './people-json.ts'

const hidden: Answer = {
  status: 404,
  json: { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} },
}

const says = ({ json }: Answer, text: string): boolean =>
  isObject(json) && Array.isArray(json.errorMessages) && json.errorMessages.includes(text)

/** An answer of Data Center's handlers as Cloud gives it. */
export const toCloudAnswer = (answer: Answer, view: PeopleView): Answer => {
  // An issue that one may not see is not there, whoever asks.
  if (says(answer, 'Issue Does Not Exist') || says(answer, 'Login Required')) return hidden
  // Data Center also says 401 to people who are logged in and may not do a thing; Cloud never does.
  const status = answer.status === 401 && view.callerKey !== undefined ? 403 : answer.status
  return answer.json === undefined
    ? { ...answer, status }
    : { ...answer, status, json: peopleInCloudForm(answer.json, view) }
}

/** An error of the REST framework itself (RFC 9457), such as for a path that is not there. */
export const problem = (status: number, title: string, detail: string, instance: string): Answer => ({
  status,
  headers: { 'Content-Type': 'application/problem+json' },
  json: { title, status, detail, instance },
})
