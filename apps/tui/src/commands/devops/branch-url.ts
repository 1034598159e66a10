/** What keeps a repository, as far as it decides where a branch can be looked at. */
export type Forge = 'github' | 'gitlab' | 'bitbucket' | 'azure'

const hosts: readonly (readonly [RegExp, Forge])[] = [
  [/github/u, 'github'],
  [/gitlab/u, 'gitlab'],
  [/^bitbucket\.org$/u, 'bitbucket'],
  [/^dev\.azure\.com$|\.visualstudio\.com$/u, 'azure'],
]

const paths: Readonly<Record<Forge, (branch: string) => string>> = {
  github: (branch) => `/tree/${branch}`,
  gitlab: (branch) => `/-/tree/${branch}`,
  bitbucket: (branch) => `/branch/${branch}`,
  azure: (branch) => `?version=GB${branch}`,
}

const escaped = (branch: string): string => branch.split('/').map(encodeURIComponent).join('/')

/** Where people look at a branch; the repository itself where that is not known. */
export const branchUrl = (repositoryUrl: string, branch: string, forge?: Forge): string => {
  const host = URL.parse(repositoryUrl)?.hostname ?? ''
  const known = forge ?? hosts.find(([pattern]) => pattern.test(host))?.[1]
  return known === undefined ? repositoryUrl : `${repositoryUrl}${paths[known](escaped(branch))}`
}
