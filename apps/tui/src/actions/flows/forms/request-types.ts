import type { RequestType } from '@mmd/jira-api'
import { isJiraApiError } from '@mmd/jira-api/model'
import { fillIn } from '../../../screens/forms/change-form.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { pick } from '../pick.ts'
import { writeRaw } from './long-text.ts'
import type { FieldEdit, Subject } from './subject.ts'

/** Who is no agent, and a site without service desks, has no list: what a site takes can be written all the same. */
const isWithoutList = (error: unknown): boolean =>
  isJiraApiError(error, 'forbidden') || isJiraApiError(error, 'not-found')

/** What can be asked for at the service desk of the project. */
const typesOf = async ({ session: { client }, subject }: FieldEdit): Promise<readonly RequestType[]> => {
  try {
    const desks = await client.serviceDesks()
    const desk = desks.find(({ projectKey }) => projectKey === subject.project)
    return desk === undefined ? [] : await client.requestTypes(desk.id)
  } catch (error) {
    if (isWithoutList(error)) return []
    throw error
  }
}

const issueTypeOf = ({ session: { replica } }: FieldEdit, { issue, typeId }: Subject): string | undefined =>
  typeId ?? (issue === null ? undefined : replica.issue(issue)?.type.id)

const other = '\u0000other'
const otherItem: PickerItem = { id: other, label: 'Another value', detail: 'JSON, as the site wants it' }

/** A request type of the project's service desk, of those that fit the type of the issue. */
export const chooseRequestType = (edit: FieldEdit): void => {
  const { app, subject, entry, modal } = edit
  const { meta, value } = entry
  const now = value.kind === 'named' ? value.value.id : ''
  const found = new Map<string, RequestType>()
  pick(app, {
    title: meta.name,
    items: async () => {
      const issueType = issueTypeOf(edit, subject)
      const types = await typesOf(edit)
      const fitting = types.filter(({ issueTypeId }) => issueTypeId === null || issueTypeId === issueType)
      const offered = issueType === undefined ? types : fitting
      for (const type of offered) found.set(type.id, type)
      const items = offered.map(({ id, name, description }) => ({
        id,
        label: name,
        detail: [id === now ? 'now' : '', description].filter((word) => word !== '').join(', '),
      }))
      return [...items, otherItem]
    },
    onPick: ([id = '']) => {
      const type = found.get(id)
      if (type === undefined) writeRaw(edit)
      else fillIn(app, modal, meta.id, { value: { kind: 'named', value: { id, name: type.name } } })
    },
  })
}
