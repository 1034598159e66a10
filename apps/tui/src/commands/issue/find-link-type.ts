import type { LinkType } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'

/** The words of the outward direction come before those of the inward one: where both are the same it makes no difference. */
export const findLinkType = (
  types: readonly LinkType[],
  words: string,
): { readonly type: LinkType; readonly outward: boolean } => {
  const wanted = words.trim().toLowerCase()
  const is = (text: string): boolean => text.toLowerCase() === wanted
  const outward = types.find((type) => is(type.outward)) ?? types.find((type) => is(type.name))
  if (outward !== undefined) return { type: outward, outward: true }
  const inward = types.find((type) => is(type.inward))
  if (inward !== undefined) return { type: inward, outward: false }
  const all = [...new Set(types.flatMap((type) => [type.outward, type.inward]))]
  throw new AppError('bad-value', `There are no links of the kind “${words.trim()}”`, `There are: ${all.join(', ')}`)
}
