import type { CallbackWay, SecretStore, SignInPorts, Site } from '@mmd/auth'
import type { MintWish } from '../app.ts'
import type { Surroundings } from '../surroundings.ts'
import { mintToken, rememberWho } from './finish.ts'

/** One try to sign in. */
export interface Attempt {
  readonly site: Site
  readonly surroundings: Surroundings
  readonly signal: AbortSignal
  /** Forces one way of coming back. */
  readonly callback: CallbackWay | undefined
  /** Ask for a client secret, although one is stored. */
  readonly newSecret: boolean
  readonly mint: MintWish | undefined
  readonly ports: (secrets: SecretStore, verify: SignInPorts['verify']) => SignInPorts
  /** The sign-in worked, and a token is being made with it. */
  readonly onMinting: () => void
}

/**
 * Signs in, remembers who that was, and makes a token with it when that is wished; resolves with the site as it is saved
 * then. Throws what signing in and minting throw.
 */
export const attemptSignIn = async (attempt: Attempt): Promise<Site> => {
  const { site, surroundings, signal, callback, newSecret, mint } = attempt
  const [{ openSecrets }, session] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/sign-in.ts'),
  ])
  const { own } = surroundings
  const secrets = await openSecrets(surroundings.environmentOf(site))
  const transport = await session.siteTransport(own, site, secrets)
  const ports = attempt.ports(secrets, session.createVerify(own, site, transport))
  const clientSecret = newSecret ? await ports.ask({ kind: 'client-secret' }, signal) : undefined
  const signedIn = await session.signIn(site, ports, {
    signal,
    transport,
    ...(callback === undefined ? {} : { callback }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  })
  const saved = await rememberWho(surroundings, site, signedIn)
  if (mint === undefined || signal.aborted) return saved
  attempt.onMinting()
  return mintToken(surroundings, { site: saved, ports, transport, signal }, mint).catch(async (error: unknown) => {
    // A password was typed to get a token: without one it must not stay.
    if (site.method === 'basic') await session.signOut(saved, { secrets, transport })
    throw error
  })
}
