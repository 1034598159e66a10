import type { Guide, GuideFacts } from '../guide.ts'

/** The guide as scripts read it: the values by themselves, and all the words. */
export const toGuideJson = (site: string | null, facts: GuideFacts, guide: Guide): object => {
  const { method, url, redirectUri, scope, consumerKey, callback, publicKey } = facts
  const isOAuth1 = method === 'oauth1'
  const usesOAuth2 = method === 'oauth2' || method === 'oauth2-cloud' || method === 'client-credentials'
  return {
    site,
    url,
    method,
    title: guide.title,
    reader: guide.reader,
    values: {
      redirectUri: usesOAuth2 && redirectUri !== '' ? redirectUri : null,
      scope: usesOAuth2 ? scope : null,
      consumerKey: isOAuth1 ? consumerKey : null,
      callback: isOAuth1 ? callback : null,
      publicKey: isOAuth1 ? (publicKey ?? null) : null,
    },
    intro: guide.intro,
    sections: guide.sections,
  }
}
