import type { Answer, Exchange } from '../exchange.ts'
import type { Site, SiteRoute } from '../site.ts'
import { escapeHtml } from './layout.ts'

const aboutProduct = ({ product, persona }: Site): Readonly<Record<string, string>> =>
  product === 'jira'
    ? {
        id: '5a9d0f0e-0c5e-3b1f-9d55-3f1c0d7e8a42',
        name: 'Jira sandbox',
        typeId: 'jira',
        version: persona.version,
        buildNumber: String(persona.buildNumber),
      }
    : {
        id: '1b2c3d4e-7f60-3111-8222-9c0d1e2f3a4b',
        name: 'Confluence sandbox',
        typeId: 'confluence',
        version: '9.2.13',
        buildNumber: '9109',
      }

const manifest = (site: Site, { headers }: Exchange): Answer => {
  const facts: Readonly<Record<string, string>> = {
    ...aboutProduct(site),
    applinksVersion: '10.1.3',
    url: site.baseUrl,
  }
  if (headers.accept?.includes('application/json') === true) {
    return { status: 200, json: { ...facts, buildNumber: Number(facts.buildNumber) } }
  }
  const members = Object.entries(facts).map(([name, value]) => `<${name}>${escapeHtml(value)}</${name}>`)
  const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><manifest>${members.join('')}</manifest>`
  return { status: 200, headers: { 'Content-Type': 'application/xml;charset=UTF-8' }, text }
}

/** What the site tells about itself to anybody: the application manifest and its state. */
export const aboutRoutes = (site: Site): readonly SiteRoute[] => [
  {
    method: 'GET',
    path: '/rest/applinks/1.0/manifest',
    unguarded: true,
    handle: (exchange) => manifest(site, exchange),
  },
  { method: 'GET', path: '/status', handle: () => ({ status: 200, json: { state: 'RUNNING' } }) },
]
