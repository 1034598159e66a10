import type { IssueKey, User } from '@mmd/jira-api/model'
import type { Operation } from '@mmd/replica'
import type { FormPart } from '../../../screens/forms/form-modal.ts'

/** What is done besides setting fields: files are attached, links made. */
export const partOperations = (parts: readonly FormPart[], key: IssueKey, author: User): readonly Operation[] =>
  parts.map((part): Operation => {
    if (part.kind === 'file') return { kind: 'attach', key, file: part.file, author }
    const { type, outward, other, otherSummary } = part
    return { kind: 'link', key, type, outward, other, ...(otherSummary === undefined ? {} : { otherSummary }) }
  })
