import type { Site } from '@mmd/auth'
import { methodFacts } from '../../../../session/method-facts.ts'
import { type Finding } from '../../verdict.ts'
import { editSite } from '../../words.ts'

const bare = (url: URL): string => `${url.host.toLowerCase()}${url.pathname.replace(/\/+$/, '')}`

/** What follows when a site calls itself by another address than the saved one; undefined when nothing does. */
export const findOtherAddress = (site: Site, canonicalUrl: string | undefined, what: string): Finding | undefined => {
  const canonical = URL.parse(canonicalUrl ?? '')
  const saved = new URL(site.baseUrl)
  if (canonical === null || !methodFacts[site.method].usesBrowser) return undefined
  const found = `${what}, which calls itself ${canonical.origin}${canonical.pathname.replace(/\/+$/, '')}`
  if (bare(canonical) !== bare(saved)) {
    return {
      found,
      problem:
        site.method === 'oauth1'
          ? 'Requests are signed for one address and checked against the other: the signature does not fit.'
          : 'Consent is given at one address and looked for at the other: the consent page comes again and again.',
      remedy: `Use Jira’s own address; if it is not the right one, have the base URL of Jira corrected:\n${editSite(site, `--url ${canonical.origin}${canonical.pathname.replace(/\/+$/, '')}`)}`,
      who: 'you',
    }
  }
  if (canonical.protocol === saved.protocol) return undefined
  return {
    found,
    problem: `Jira takes itself for ${canonical.protocol === 'http:' ? 'plain http' : 'https'}: its OAuth provider refuses, or sends browsers to the wrong place.`,
    remedy:
      'Correct the base URL in Jira (System → General configuration), and give the Tomcat connector behind the proxy scheme="https" secure="true" with proxyName and proxyPort',
    who: 'jira-admin',
  }
}
