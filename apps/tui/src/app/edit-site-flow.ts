import type { SecretStore, Site, TlsSettings } from '@mmd/auth'
import { screenWords } from '../present-error.ts'
import type { SettingField } from '../state/site-modals.ts'
import { changeModal } from '../state/state.ts'
import type { App } from './app.ts'
import { draftTransport } from './sites/ask-network.ts'
import { expandHome } from './sites/home-path.ts'
import { type ChangedSite, readSettings } from './sites/read-settings.ts'
import type { FieldId, StoredFacts } from './sites/setting-fields.ts'
import { reloadLists } from './sites/site-list.ts'
import { arrangeSettings, checkSetting, settingsOf } from './sites/site-settings.ts'
import type { Surroundings } from './surroundings.ts'

/** What the form of one site works with. */
interface Editing {
  readonly app: App
  readonly surroundings: Surroundings
  readonly site: Site
  readonly secrets: SecretStore
  readonly facts: StoredFacts
  /** An address that did not answer and was told so: saved again, it is taken as it is. */
  readonly warned: Set<string>
}

/** A value that cannot be saved, and why. */
class WrongField extends Error {
  readonly field: FieldId

  constructor(field: FieldId, message: string) {
    super(message)
    this.field = field
  }
}

/** Opens a form with all settings of the site as it is saved now. */
export const startEditSite = async (app: App, surroundings: Surroundings, { name }: Site): Promise<void> => {
  const [{ openBook, openSecrets }, { secretKeys }, { describeCertificates }] = await Promise.all([
    import('../session/open-book.ts'),
    import('../session/site-setup.ts'),
    import('../session/certificates.ts'),
  ])
  const { own } = surroundings
  const site = await (await openBook(own)).get(name)
  const secrets = await openSecrets(own)
  const keys = secretKeys(name)
  const has = async (key: string): Promise<boolean> => (await secrets.get(key)) !== undefined
  const facts = {
    hasClientSecret: await has(keys.clientSecret),
    hasTlsPassphrase: await has(keys.tlsPassphrase),
    hasProxyLogin: await has(keys.proxyLogin),
    authorities: site.tls?.ca === undefined ? [] : describeCertificates(site.tls.ca).map(({ subject }) => subject),
  }
  const editing = { app, surroundings, site, secrets, facts, warned: new Set<string>() }
  app.open({
    kind: 'settings',
    title: `Settings of ${name}`,
    fields: settingsOf(site, facts),
    cursor: 0,
    editing: null,
    error: null,
    changed: false,
    check: checkSetting,
    arrange: arrangeSettings(site),
    onSave: (fields, modal) => void save(editing, fields, modal),
  })
}

const save = async (editing: Editing, fields: readonly SettingField[], modal: number): Promise<void> => {
  const { app, site: before } = editing
  try {
    const saved = await change(editing, readSettings(before, fields, editing.facts))
    app.close(modal)
    if (saved.needsSignIn) sayNeeded(app, before, saved.site)
    else app.toast('good', `Saved ${saved.site.name}`)
    await app.siteChanged(saved.site)
    reloadLists(app)
  } catch (error) {
    if (error instanceof WrongField) showWrong(app, modal, error)
    else {
      const text = screenWords(error, { site: before.name })
      app.store.update((state) => changeModal(state, modal, 'settings', (form) => ({ ...form, error: text })))
    }
  }
}

const showWrong = (app: App, modal: number, { field, message }: WrongField): void =>
  app.store.update((state) =>
    changeModal(state, modal, 'settings', (form) => ({
      ...form,
      fields: form.fields.map((one) => (one.id === field ? { ...one, error: message } : one)),
      cursor: Math.max(
        0,
        form.fields.filter(({ hidden }) => hidden !== true).findIndex(({ id }) => id === field),
      ),
    })),
  )

const change = async (
  editing: Editing,
  changed: ChangedSite,
): Promise<{ readonly site: Site; readonly needsSignIn: boolean }> => {
  const [{ openBook }, { changeSite, needsSignIn }] = await Promise.all([
    import('../session/open-book.ts'),
    import('../session/change-site.ts'),
  ])
  const { site: before, secrets, surroundings } = editing
  const { clientSecret, tlsPassphrase, proxyLogin, forget } = changed
  const located = await withFiles(editing, changed)
  const after = await withAddress(editing, located, { tlsPassphrase, proxyLogin })
  const book = await openBook(surroundings.own)
  const given = Object.fromEntries(
    Object.entries({ clientSecret, tlsPassphrase, proxyLogin }).filter(([, value]) => value !== undefined),
  )
  const site = await changeSite(book, secrets, { before, after, forget, ...given })
  return { site, needsSignIn: needsSignIn({ before, after }) }
}

/** The site with what stands in the files that were named. Throws `WrongField`. */
const withFiles = async ({ surroundings, site: before }: Editing, changed: ChangedSite): Promise<Site> => {
  const { locateClientCertificate, readAuthorities } = await import('../session/certificates.ts')
  const home = surroundings.own.programs.env['HOME']
  const { caFile, certificate } = changed
  const { tls = {}, ...site } = changed.site
  const { ca: savedCa, ...others } = tls
  const read = <T>(field: FieldId, work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw new WrongField(field, screenWords(error))
    })
  const ca = typeof caFile === 'string' ? await read('ca', readAuthorities(expandHome(caFile, home))) : savedCa
  const { certFile, keyFile } = before.tls ?? {}
  const saved = { ...(certFile === undefined ? {} : { certFile }), ...(keyFile === undefined ? {} : { keyFile }) }
  const isSaved = certificate?.certFile === certFile && certificate?.keyFile === keyFile
  const located =
    certificate === undefined || isSaved
      ? saved
      : await read(
          'certFile',
          locateClientCertificate(
            expandHome(certificate.certFile, home),
            certificate.keyFile === undefined ? undefined : expandHome(certificate.keyFile, home),
          ),
        )
  const paths = certificate === undefined ? {} : located
  const trusted: TlsSettings = { ...others, ...(ca === undefined || caFile === null ? {} : { ca }), ...paths }
  return Object.keys(trusted).length === 0 ? site : { ...site, tls: trusted }
}

/** The site at its tidied address, which is looked at when it is another one. Throws `WrongField`. */
const withAddress = async (
  { surroundings, site: before, secrets, warned }: Editing,
  site: Site,
  given: { readonly tlsPassphrase: string | undefined; readonly proxyLogin: string | undefined },
): Promise<Site> => {
  const { parseBaseUrl, probeSite, secretKeys, toClientTransport } = await import('../session/site-setup.ts')
  const insecureHttp = site.insecureHttp === true
  const wrong = (error: unknown, more = ''): never => {
    throw new WrongField('url', `${screenWords(error)}${more}`)
  }
  const tidied = (): string => {
    try {
      return parseBaseUrl(site.baseUrl, { insecureHttp })
    } catch (error) {
      return wrong(error)
    }
  }
  const url = tidied()
  if (url === before.baseUrl || warned.has(url)) return { ...site, baseUrl: url }
  warned.add(url)
  const { tls, proxy } = site
  const keys = secretKeys(before.name)
  const tlsPassphrase = given.tlsPassphrase ?? (await secrets.get(keys.tlsPassphrase))
  const proxyLogin = given.proxyLogin ?? (proxy === before.proxy ? await secrets.get(keys.proxyLogin) : undefined)
  const network = {
    ...(tls === undefined ? {} : { tls }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(tlsPassphrase === undefined ? {} : { tlsPassphrase }),
    ...(proxyLogin === undefined ? {} : { proxyLogin }),
  }
  try {
    const transport = toClientTransport(await draftTransport(surroundings, network))
    const { baseUrl, version, deployment, product } = await probeSite({ url, insecureHttp, ...transport })
    if (product === 'confluence') throw new WrongField('url', 'That is a Confluence')
    if (deployment !== site.deployment) throw new WrongField('url', otherKind[deployment])
    return { ...site, baseUrl, ...(version === null ? {} : { version }) }
  } catch (error) {
    if (error instanceof WrongField) throw error
    return wrong(error, ' · Ctrl-S again saves it all the same')
  }
}

const otherKind: Readonly<Record<Site['deployment'], string>> = {
  cloud: 'That is Jira Cloud: add it as a site of its own',
  datacenter: 'That is Jira Data Center: add it as a site of its own',
}

/** What of a change made the stored sign-in useless. */
const reasonFor = (before: Site, after: Site): string => {
  if (before.baseUrl !== after.baseUrl) return 'its address has changed'
  return before.method === after.method ? 'who signs in has changed' : 'its method has changed'
}

const sayNeeded = (app: App, before: Site, site: Site): void =>
  void app.open({
    kind: 'message',
    title: `${site.name} is saved`,
    tone: 'info',
    lines: [`Another sign-in is needed, since ${reasonFor(before, site)}.`],
    top: 0,
    enter: { label: 'signs in', run: () => app.signIn(site, { stays: true }) },
  })
