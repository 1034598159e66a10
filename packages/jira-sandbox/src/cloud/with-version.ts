/** A path below a site in which the `latest` version of the platform's API, an old name that clients still use, is 2. */
export const withVersion = (path: string): string => path.replace(/^\/rest\/api\/latest(?=\/)/u, '/rest/api/2')
