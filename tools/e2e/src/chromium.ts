import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a Chromium lies: `MMD_CHROMIUM`, else where systems put it. Throws with what to do when there is none. */
export const findChromium = (): string => {
  const found = [process.env['MMD_CHROMIUM'], ...places].find((path) => path !== undefined && existsSync(path))
  if (found !== undefined) return found
  throw new Error('No Chromium was found: install one, or name it in MMD_CHROMIUM')
}

/** A real browser with a profile of its own, gone when the test ends. */
export interface Browser extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
}

export const openBrowser = async (): Promise<Browser> => {
  const profile = await mkdtemp(join(tmpdir(), 'mmd-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    page,
    context,
    [Symbol.asyncDispose]: async () => {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** What a person does on the sandbox's pages: log in if that is asked, then allow or deny. Resolves on the page after. */
export const logInAnd = async (page: Page, decision: 'allow' | 'deny'): Promise<void> => {
  await page.locator('#login-form-username, #allow').first().waitFor()
  if (await page.locator('#login-form-username').isVisible()) {
    await page.fill('#login-form-username', 'mira')
    await page.fill('#login-form-password', 'mira')
    await page.click('#login-form-submit')
  }
  await page.locator(`#${decision}`).click()
}

/** The same from the address on, until the browser has left the consent page. */
export const consent = async (page: Page, url: string, decision: 'allow' | 'deny'): Promise<void> => {
  await page.goto(url)
  await logInAnd(page, decision)
  await page.waitForURL((address) => !address.pathname.includes('/plugins/servlet/oauth2/consent'))
}

/** The same on the pages of the cloud. */
export const cloudConsent = async (page: Page, url: string, decision: 'allow' | 'deny'): Promise<void> => {
  await page.goto(url)
  await page.locator('#login-email').waitFor()
  await page.fill('#login-email', 'mira@acme.example')
  await page.fill('#login-password', 'mira')
  await page.click('#login-submit')
  await page.locator(`#${decision}`).click()
  await page.waitForURL((address) => !address.pathname.startsWith('/auth/'))
}
