import { credentialFor, openSecretStore, openSiteBook, type SignInPorts, signIn } from '@mmd/auth'

/** Signs in to the default site in `home` and gives back a header for its REST resources. */
export const authorizationFor = async (home: string): Promise<string> => {
  const [book, secrets] = await Promise.all([openSiteBook({ dir: home }), openSecretStore({ dir: home })])
  const site = await book.default()
  if (site === undefined) throw new Error('Add a site first')
  const ports: SignInPorts = {
    secrets,
    openBrowser: async () => false,
    findBrowser: async () => undefined,
    ask: async () => undefined,
    report: (event) => {
      if (event.kind === 'authorize-url') process.stderr.write(`Open ${event.url}\n`)
    },
    verify: async ({ apiBaseUrl, authorize }) => {
      const url = new URL(`${apiBaseUrl}/rest/api/2/myself`)
      const answer = await fetch(url, { headers: { authorization: await authorize({ method: 'GET', url }) } })
      if (!answer.ok) throw new Error(`The site answered ${answer.status}`)
      const { key, displayName } = (await answer.json()) as { key: string; displayName: string }
      return { id: key, name: displayName }
    },
  }
  const source = credentialFor(site, { secrets, dir: home })
  if ((await source.status()).state === 'sign-in-needed') await signIn(site, ports)
  return source.authorization()
}
