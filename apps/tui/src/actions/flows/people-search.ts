import { isJiraApiError, type User } from '@mmd/jira-api/model'
import type { Replica } from '@mmd/replica'
import type { SiteSession } from '../../app/app.ts'
import type { PickerItem } from '../../state/modal.ts'

/** Rows of the copy that are looked at for people whom one works with. */
const rowsLookedAt = 200

/** People on the issues of the lists that were read last, the most frequent first. */
export const recentPeople = (replica: Pick<Replica, 'views' | 'view' | 'issue'>): readonly User[] => {
  const seen = new Map<string, { readonly user: User; count: number }>()
  let left = rowsLookedAt
  for (const { id } of replica.views()) {
    for (const key of replica.view(id)?.keys.slice(0, left) ?? []) {
      left -= 1
      const issue = replica.issue(key)
      for (const user of [issue?.assignee, issue?.reporter]) {
        if (!user || user.id.startsWith('-') || !user.active) continue
        const known = seen.get(user.id)
        if (known === undefined) seen.set(user.id, { user, count: 1 })
        else known.count += 1
      }
    }
    if (left <= 0) break
  }
  return [...seen.values()].sort((a, b) => b.count - a.count).map(({ user }) => user)
}

/** Whoever is signed in to a site. */
export const meOf = ({ site }: Pick<SiteSession, 'site'>): User | undefined =>
  site.user === undefined ? undefined : { id: site.user.id, name: site.user.name, active: true }

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** True when a name, or the id, has a word that begins so. Marks on letters do not count. */
const isLike = ({ id, name }: User, text: string): boolean => {
  const wanted = fold(text)
  return wanted === '' || fold(id).startsWith(wanted) || ` ${fold(name)}`.includes(` ${wanted}`)
}

/** Whoever of these people of the copy is meant: me first, then in their order. */
export const matchingPeople = (
  recent: readonly User[],
  me: { readonly id: string; readonly name: string } | undefined,
  text: string,
): readonly User[] => {
  const others = recent.filter(({ id }) => id !== me?.id)
  return [...(me === undefined ? [] : [{ id: me.id, name: me.name, active: true }]), ...others].filter((user) =>
    isLike(user, text),
  )
}

/** Me first, then those of recent issues, then the others as the site has them. */
export const ranked = (users: readonly User[], me: string | undefined, recent: readonly User[]): readonly User[] => {
  const places = new Map(recent.map(({ id }, at) => [id, at]))
  const rank = ({ id }: User): number => (id === me ? -1 : (places.get(id) ?? recent.length))
  return [...users].sort((a, b) => rank(a) - rank(b))
}

/** A person in a picker: with the login, which at Data Center tells people of one name apart. An id of Cloud says nothing. */
export const personItem = (
  user: User,
  { user: me, deployment }: Pick<SiteSession['site'], 'user' | 'deployment'>,
): PickerItem => ({
  id: user.id,
  label: user.name,
  ...(user.id === me?.id ? { detail: 'you' } : deployment === 'cloud' ? {} : { detail: user.id }),
  ...(user.active ? {} : { disabled: 'not active' }),
})

/** As many people as are asked for at first. */
export const peoplePage = 50

/** Stands for whomever the project's settings name. */
export const automatic: User = { id: '-1', name: 'Automatic', active: true }

export const nobody = '\u0000nobody'

/** What else an assignee may be, besides a person. */
export const noPerson: readonly PickerItem[] = [
  { id: nobody, label: 'Nobody', detail: 'unassigned' },
  { id: automatic.id, label: automatic.name, detail: 'as the project says' },
]

/** Without the site there are the people of the copy. */
export const orOfCopy = async (
  { replica, site }: SiteSession,
  text: string,
  asked: Promise<readonly User[]>,
): Promise<readonly User[]> => {
  try {
    return await asked
  } catch (error) {
    if (!isJiraApiError(error, 'network')) throw error
    return matchingPeople(recentPeople(replica), site.user, text)
  }
}
