import type { IssueType } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'

/**
 * The type that is meant by its name or id; without one, the only type of sub-task. Throws `AppError` that lists what there
 * is.
 */
export const chooseType = (types: readonly IssueType[], name: string | undefined, hasParent: boolean): IssueType => {
  const wanted = name?.trim().toLowerCase()
  const fitting = types.filter((type) =>
    wanted === undefined ? type.subtask : type.name.toLowerCase() === wanted || type.id === wanted,
  )
  const [only] = fitting
  const names = (list: readonly IssueType[]): string => list.map((type) => type.name).join(', ')
  if (only === undefined) {
    throw new AppError(
      'bad-value',
      wanted === undefined ? 'This project has no sub-tasks' : `No issue of the type “${name ?? ''}” can be made here`,
      types.length === 0 ? 'Your account may make no issues here' : `There are: ${names(types)}`,
    )
  }
  if (wanted === undefined && fitting.length > 1) {
    throw new AppError('bad-value', 'There are several types of sub-tasks', `Give --type: ${names(fitting)}`)
  }
  if (only.subtask && !hasParent) {
    throw new AppError('bad-value', `A ${only.name} belongs to another issue`, 'Give --parent KEY')
  }
  return only
}
