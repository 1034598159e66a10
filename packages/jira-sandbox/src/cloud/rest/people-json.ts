import { isObject, type JsonObject } from '../../rest/input.ts'
import { knownPeople } from '../../world/people.ts'
import { accountIdOf } from '../account-ids.ts'
import { isDocument } from '../adf/node.ts'
import type { CloudWorld } from '../cloud-world.ts'
import { isServiceKey } from '../service-accounts.ts'
import type { CloudSwitches } from '../switches.ts'
import { isProperty } from './property-json.ts'

/** What the JSON of a person depends on besides the person. */
export interface PeopleView {
  readonly world: CloudWorld
  readonly baseUrl: string
  /** Key of the caller; undefined: anonymous. */
  readonly callerKey: string | undefined
  readonly emails: CloudSwitches['emails']
}

interface DataCenterUser extends JsonObject {
  readonly key: string
}

// Projects have a key and a name, groups a name: only people are active or not.
const isDataCenterUser = (value: JsonObject): value is DataCenterUser =>
  typeof value.key === 'string' && 'name' in value && typeof value.active === 'boolean'

const personJson = (
  view: PeopleView,
  { key, name: _, deleted: __, self: ___, emailAddress, ...rest }: DataCenterUser,
): JsonObject => {
  const accountId = accountIdOf(key)
  const isRobot = isServiceKey(key) || key === robotKeyOf(view.world)
  const known = view.world.userByKey(key) !== undefined
  const showsMail = view.emails === 'all' || (view.emails === 'own' && key === view.callerKey)
  return {
    self: `${view.baseUrl}/rest/api/2/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    accountType: isRobot ? 'app' : known ? 'atlassian' : 'unknown',
    ...(showsMail && emailAddress !== undefined ? { emailAddress } : {}),
    ...(known ? {} : { displayName: 'Former user' }),
    ...rest,
  }
}

const robotKeyOf = ({ users }: CloudWorld): string | undefined =>
  users.find(({ email }) => email === `${knownPeople.robot}@acme.example`)?.key

const peopleInHistory = new Set(['assignee', 'reporter'])
const accountOrNull = (key: unknown): string | null => (typeof key === 'string' ? accountIdOf(key) : null)

/** JSON of Data Center with all people in it turned into those of Cloud: no name, no key, an account id. */
export const peopleInCloudForm = (value: unknown, view: PeopleView): unknown => {
  if (Array.isArray(value)) return value.map((element: unknown) => peopleInCloudForm(element, view))
  // A document may hold anything, and its mentions are accounts already.
  if (!isObject(value) || isDocument(value) || isProperty(value)) return value
  if (isDataCenterUser(value)) return personJson(view, value)
  const { field, from, to } = value
  if (typeof field === 'string' && peopleInHistory.has(field) && 'fromString' in value) {
    const [before, after] = [accountOrNull(from), accountOrNull(to)]
    return { ...value, from: before, to: after, tmpFromAccountId: before, tmpToAccountId: after }
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'properties' ? member : peopleInCloudForm(member, view),
    ]),
  )
}
