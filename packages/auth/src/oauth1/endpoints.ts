/** Where Jira's OAuth 1.0a provider lies: fixed paths under the base URL. */
export const endpointsOf = (baseUrl: string): { readonly requestToken: URL; readonly accessToken: URL } => ({
  requestToken: new URL(`${baseUrl}/plugins/servlet/oauth/request-token`),
  accessToken: new URL(`${baseUrl}/plugins/servlet/oauth/access-token`),
})

/** The page where the person gives consent (RFC 5849 section 2.2). */
export const authorizeUrl = (baseUrl: string, requestToken: string): string => {
  const url = new URL(`${baseUrl}/plugins/servlet/oauth/authorize`)
  url.search = new URLSearchParams({ oauth_token: requestToken }).toString()
  return url.href
}
