import { makePages } from '../../confluence/pages.ts'
import type { SandboxRemoteLink, World } from '../../world/world.ts'

// The link between the products of a site, which nobody but an administrator can read.
const appId = '4b0e0000-0000-4000-8000-9a9a9a9a9a9a'

/** The two ways in which an issue and a page know of each other: it was linked there, or the page names it. */
const relationships = ['Wiki Page', 'mentioned in'] as const

/** Links the last issue of the project OPS to pages of the wiki beside the site, as the products do it themselves. */
export const linkToWiki = (world: World, siteUrl: string, now: number): void => {
  const issue = world.issues.findLast(({ projectKey }) => projectKey === 'OPS')
  if (issue === undefined) return
  const pages = makePages(now)
  const links = relationships.flatMap((relationship, index): readonly SandboxRemoteLink[] => {
    const page = pages[index]
    if (page === undefined) return []
    const url = `${siteUrl}/wiki/pages/viewpage.action?pageId=${page.id}`
    return [
      {
        id: world.nextId(),
        globalId: `appId=${appId}&pageId=${page.id}`,
        application: { type: 'com.atlassian.confluence', name: 'System Confluence' },
        relationship,
        // What the page is called is for Confluence to say.
        object: { url, title: index === 0 ? 'Wiki Page' : 'Page', status: {}, icon: {} },
      },
    ]
  })
  issue.remoteLinks = [...(issue.remoteLinks ?? []), ...links]
}
