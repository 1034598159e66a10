import { hostname } from 'node:os'
import { credentialFor, type SignedIn, signInByMinting } from '@mmd/auth'
import { holdFormerSignIn } from '../../session/former-sign-in.ts'
import type { CommandContext } from '../invocation.ts'
import { createLoginPorts } from './login-ports.ts'
import type { Login } from './sign-in-afresh.ts'

/** How long a token works unless it is said; sites often cap it. */
const usualDays = 90

/**
 * Trades the sign-in that is stored for a personal access token, and makes the site forget the former: nobody would hold
 * it any more. Throws what `signInByMinting` throws.
 */
export const mintToken = async (context: CommandContext, login: Login): Promise<SignedIn> => {
  const { environment, output, signal } = context
  const { site, secrets, transport, options } = login
  const giveFormerBack = await holdFormerSignIn(site, secrets, transport)
  const credential = credentialFor(site, { secrets, dir: environment.folders.data, transport })
  const ports = createLoginPorts(context, site, { secrets, transport, browser: false })
  const days = options.days ?? usualDays
  output.note('Making a personal access token …')
  const minted = await signInByMinting(site, (request) => credential.authorization(request), ports, {
    name: `mmd-tui on ${hostname()}`,
    ...(days === 0 ? {} : { days }),
    insecureHttp: site.insecureHttp,
    transport,
    signal,
  })
  await giveFormerBack()
  return minted
}
