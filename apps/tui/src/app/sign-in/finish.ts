import type { SignedIn, SignInPorts, Site, Transport } from '@mmd/auth'
import { rememberSignIn } from '../../session/remember-sign-in.ts'
import type { App, MintWish, SignInWish } from '../app.ts'
import { closeLists, reloadLists } from '../sites/site-list.ts'
import type { Surroundings } from '../surroundings.ts'

/** What a sign-in that worked goes on with. */
interface Finished {
  readonly site: Site
  readonly ports: SignInPorts
  readonly transport: Transport
  readonly signal: AbortSignal
}

/** Trades the sign-in of the site for a personal access token and saves that. Throws what `signInByMinting` throws. */
export const mintToken = async (
  surroundings: Surroundings,
  { site, ports, transport, signal }: Finished,
  { name, days }: MintWish,
): Promise<Site> => {
  const [{ openBook }, { credentialFor, holdFormerSignIn, signInByMinting }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/sign-in.ts'),
  ])
  const environment = surroundings.environmentOf(site)
  const { secrets } = ports
  const credential = credentialFor(site, { secrets, dir: environment.folders.data, transport })
  const how = { name, transport, signal, insecureHttp: site.insecureHttp, ...(days === undefined ? {} : { days }) }
  const giveFormerBack = await holdFormerSignIn(site, secrets, transport)
  const minted = await signInByMinting(site, (request) => credential.authorization(request), ports, how)
  const saved = await rememberSignIn(await openBook(environment), site, minted)
  await giveFormerBack()
  return saved
}

/** Remembers who signed in. Throws `bad-file`, `no-such-site`. */
export const rememberWho = async (surroundings: Surroundings, site: Site, signedIn: SignedIn): Promise<Site> => {
  const { openBook } = await import('../../session/open-book.ts')
  return rememberSignIn(await openBook(surroundings.environmentOf(site)), site, signedIn)
}

/** Goes on with a site that is signed in to: where it was, or shows it now. */
export const goOnWith = async (app: App, site: Site, { stays = false }: SignInWish): Promise<void> => {
  app.toast('good', `Signed in to ${site.name} as ${site.user?.name ?? 'somebody'}`)
  await app.signedIn(site)
  const { site: shown } = app.store.get()
  if (stays && shown !== null) return reloadLists(app)
  closeLists(app)
  if (shown?.name !== site.name) await app.showSite(site)
}
