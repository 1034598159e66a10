import type { SignInMethod, Site } from '@mmd/auth'
import { methodFacts } from '../../session/method-facts.ts'
import type { SettingField } from '../../state/site-modals.ts'
import { parseProxy } from './proxy.ts'
import { checkRedirect } from './redirect-advice.ts'
import { type FieldId, type StoredFacts, settingGroups } from './setting-fields.ts'

/** The value of one field, without blanks around it. */
export const valueOf = (fields: readonly SettingField[], id: FieldId): string =>
  fields.find((field) => field.id === id)?.value.trim() ?? ''

/** What decides whether a field is of use. */
interface Use {
  readonly method: SignInMethod
  readonly deployment: Site['deployment']
  readonly hasCertificate: boolean
}

const hasClient = ({ method }: Use): boolean => methodFacts[method].usesClient
const isOAuth1 = ({ method }: Use): boolean => method === 'oauth1'
const isCloud = ({ deployment }: Use): boolean => deployment === 'cloud'
const hasCertificate = (use: Use): boolean => use.hasCertificate

/** Fields that are not always of use. */
const uses: Readonly<Partial<Record<FieldId, (use: Use) => boolean>>> = {
  login: ({ method }) => methodFacts[method].login !== 'none',
  redirectUri: (use) => hasClient(use) && methodFacts[use.method].usesBrowser,
  clientId: hasClient,
  clientSecret: hasClient,
  scope: (use) => hasClient(use) && !(use.method === 'client-credentials' && isCloud(use)),
  consumerKey: isOAuth1,
  callback: isOAuth1,
  keyFile: hasCertificate,
  tlsPassphrase: hasCertificate,
  authUrl: isCloud,
  apiUrl: isCloud,
}

/** Shows the fields that are of use with the method that is chosen now. */
export const arrangeSettings =
  ({ deployment }: Site) =>
  (fields: readonly SettingField[]): readonly SettingField[] => {
    const method = valueOf(fields, 'method') as SignInMethod
    const use = { method, deployment, hasCertificate: valueOf(fields, 'certFile') !== '' }
    return fields.map((field) => ({ ...field, hidden: uses[field.id as FieldId]?.(use) === false }))
  }

/** The form's fields as the site is saved. */
export const settingsOf = (site: Site, facts: StoredFacts): readonly SettingField[] =>
  arrangeSettings(site)(
    settingGroups(site, facts).flatMap(([group, drafts]) => drafts.map((draft) => ({ ...draft, group, error: null }))),
  )

const needed = (text: string): string => (text === '' ? 'This cannot be empty' : '')

const checkHost = (text: string): string =>
  text === '' || checkRedirect(text) === '' ? '' : 'This is not an http address'

const checkOptional = (text: string): string => (text === '' || text === 'oob' ? '' : checkRedirect(text))

const checks: Readonly<Partial<Record<FieldId, (text: string) => string>>> = {
  url: needed,
  clientId: needed,
  login: (text) => needed(text) || (text.includes(':') ? 'It cannot have a colon in it' : ''),
  redirectUri: (text) => (text === '' ? '' : checkRedirect(text)),
  callback: checkOptional,
  proxy: (text) => {
    const parsed = parseProxy(text)
    return text !== '' && 'wrong' in parsed ? parsed.wrong : ''
  },
  authUrl: checkHost,
  apiUrl: checkHost,
}

/** What is wrong with one value, as far as it can be told from the value alone; `null` for nothing. */
export const checkSetting = ({ id, value }: SettingField): string | null =>
  checks[id as FieldId]?.(value.trim()) || null
