import { request } from 'node:http'
import { request as requestOverTls } from 'node:https'
import { createCookieJar } from './cookie-jar.ts'
import type { HtmlForm } from './html-form.ts'

/** What the robot sees after a request. */
export interface RobotPage {
  readonly url: string
  /** 0: nobody listens there. */
  readonly status: number
  readonly html: string
  /** Where a redirect leads, absolute. */
  readonly location: string | undefined
  /** The page that the request came from; redirects keep it. */
  readonly referer: string | undefined
}

/** Whom the robot trusts and who it says it is in TLS; PEM texts. */
export interface RobotTls {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** As much of a browser as a login takes: cookies, redirects, forms; one connection per request. */
export interface Robot {
  open(url: string, referer?: string): Promise<RobotPage>
  submit(pageUrl: string, form: HtmlForm): Promise<RobotPage>
}

interface Ask {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly referer: string | undefined
  readonly form?: string
}

interface RawPage {
  readonly status: number
  readonly html: string
  readonly location: string | undefined
  readonly cookies: readonly string[]
}

const nothingThere: RawPage = { status: 0, html: '', location: undefined, cookies: [] }

const exchange = (ask: Ask, cookie: string, tls: RobotTls): Promise<RawPage> =>
  new Promise((resolve, reject) => {
    const headers = {
      'User-Agent': 'Mozilla/5.0 (sandbox robot)',
      Accept: 'text/html',
      ...(cookie === '' ? {} : { Cookie: cookie }),
      ...(ask.referer === undefined ? {} : { Referer: ask.referer }),
      ...(ask.form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
    }
    const open = ask.url.protocol === 'https:' ? requestOverTls : request
    const sent = open(ask.url, { method: ask.method, headers, agent: false, ...tls }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const { location, 'set-cookie': cookies = [] } = response.headers
        resolve({ status: response.statusCode ?? 0, html: Buffer.concat(chunks).toString(), location, cookies })
      })
    })
    const refused = new Set(['ECONNREFUSED', 'ECONNRESET'])
    sent.on('error', (error: NodeJS.ErrnoException) =>
      refused.has(error.code ?? '') ? resolve(nothingThere) : reject(error),
    )
    sent.end(ask.form)
  })

/** A robot with an empty cookie jar. */
export const createRobot = (tls: RobotTls = {}): Robot => {
  const jar = createCookieJar()
  const run = async (ask: Ask): Promise<RobotPage> => {
    const { status, html, location, cookies } = await exchange(ask, jar.headerFor(ask.url), tls)
    jar.store(ask.url, cookies)
    return {
      url: ask.url.href,
      status,
      html,
      referer: ask.referer,
      location: location === undefined ? undefined : new URL(location, ask.url).href,
    }
  }
  return {
    open: (url, referer) => run({ method: 'GET', url: new URL(url), referer }),
    submit: (pageUrl, form) => {
      const url = new URL(form.action, pageUrl)
      const fields = new URLSearchParams(form.fields).toString()
      if (form.method === 'POST') return run({ method: 'POST', url, referer: pageUrl, form: fields })
      url.search = fields
      return run({ method: 'GET', url, referer: pageUrl })
    },
  }
}
