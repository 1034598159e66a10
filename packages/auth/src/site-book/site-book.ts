import { join } from 'node:path'
import { ensurePrivateFolder, readTextFile, tightenMode, writeDurably } from '../atomic-file.ts'
import { AuthError } from '../errors.ts'
import { parseJsonFile } from '../json-file.ts'
import { withLock } from '../lock.ts'
import type { Site } from '../site.ts'
import type { StoredBook } from './checks.ts'
import { parseSite, parseStoredBook } from './schema.ts'
import { isSameSiteName, parseSiteName } from './site-name.ts'

/** What may be changed of a site; `undefined` removes an optional field. */
export type SitePatch = { readonly [Field in Exclude<keyof Site, 'name'>]?: Site[Field] | undefined }

/**
 * The saved sites. Each call reads the file afresh, so that other processes' changes are seen; a change is made under a
 * lock. All throw `bad-file` when the file is damaged, and leave it as it is.
 */
export interface SiteBook {
  /** Where the sites are saved. */
  readonly path: string
  list(): Promise<readonly Site[]>
  /** Throws `no-such-site`. */
  get(name: string): Promise<Site>
  find(name: string): Promise<Site | undefined>
  /** Throws `site-exists` (names that differ by case only are the same) or `bad-site`. */
  add(site: Site): Promise<Site>
  update(name: string, patch: SitePatch): Promise<Site>
  /** Renames the site alone; `renameSite` takes its secrets along. */
  rename(from: string, to: string): Promise<Site>
  /** Removes the site alone; `forgetSite` removes its secrets too. */
  remove(name: string): Promise<void>
  /** The chosen site, else the first Jira. */
  default(): Promise<Site | undefined>
  setDefault(name: string): Promise<void>
}

export interface SiteBookOptions {
  /** The folder of `sites.json`; made when missing. */
  readonly dir: string
}

const empty: StoredBook = { version: 1, default: null, sites: [] }

const siteIn = (book: StoredBook, name: string): Site => {
  const site = book.sites.find((one) => one.name === name)
  if (site !== undefined) return site
  throw new AuthError('no-such-site', `No site is called "${name}"`, book.sites.map((one) => one.name).join(', '))
}

const refuseTaken = (sites: readonly Site[], name: string): void => {
  const taken = sites.find((site) => isSameSiteName(site.name, name))
  if (taken !== undefined) throw new AuthError('site-exists', `A site is called "${taken.name}" already`)
}

const replaced = (book: StoredBook, name: string, site: Site): StoredBook => ({
  ...book,
  sites: book.sites.map((one) => (one.name === name ? site : one)),
})

const withoutUndefined = (site: object): object =>
  Object.fromEntries(Object.entries(site).filter(([, value]) => value !== undefined))

const withAdded = (book: StoredBook, added: Site): StoredBook => {
  const site = parseSite({ ...added, name: parseSiteName(added.name) })
  refuseTaken(book.sites, site.name)
  return {
    ...book,
    default: book.default ?? (site.product === undefined ? site.name : null),
    sites: [...book.sites, site],
  }
}

const withPatch = (book: StoredBook, name: string, patch: SitePatch): StoredBook =>
  replaced(book, name, parseSite(withoutUndefined({ ...siteIn(book, name), ...patch, name })))

const withNewName = (book: StoredBook, from: string, to: string): StoredBook => {
  const site = { ...siteIn(book, from), name: parseSiteName(to) }
  refuseTaken(
    book.sites.filter((one) => one.name !== from),
    to,
  )
  return { ...replaced(book, from, site), default: book.default === from ? to : book.default }
}

/** Every command is about Jira unless it says otherwise: a wiki is never the default by itself. */
const firstJira = (sites: readonly Site[]): Site | undefined => sites.find(({ product }) => product === undefined)

const without = (book: StoredBook, name: string): StoredBook => {
  const { name: gone } = siteIn(book, name)
  const sites = book.sites.filter((site) => site.name !== gone)
  return { ...book, default: book.default === gone ? (firstJira(sites)?.name ?? null) : book.default, sites }
}

/** Opens the book of sites in `dir`. Throws `bad-file` when the file there is damaged. */
export const openSiteBook = async ({ dir }: SiteBookOptions): Promise<SiteBook> => {
  const path = join(dir, 'sites.json')

  const read = async (): Promise<StoredBook> => {
    const text = await readTextFile(path)
    return text === undefined ? empty : parseStoredBook(parseJsonFile(text, path), path)
  }

  const change = async (edit: (book: StoredBook) => StoredBook): Promise<StoredBook> => {
    await ensurePrivateFolder(dir)
    return withLock(`${path}.lock`, async () => {
      const book = edit(await read())
      await writeDurably(path, `${JSON.stringify(book, null, 2)}\n`)
      return book
    })
  }

  if ((await readTextFile(path)) !== undefined) await tightenMode(path, 0o600)
  await read()

  return {
    path,
    list: async () => (await read()).sites,
    get: async (name) => siteIn(await read(), name),
    find: async (name) => (await read()).sites.find((site) => site.name === name),
    add: async (site) => siteIn(await change((book) => withAdded(book, site)), site.name),
    update: async (name, patch) => siteIn(await change((book) => withPatch(book, name, patch)), name),
    rename: async (from, to) => siteIn(await change((book) => withNewName(book, from, to)), to),
    remove: async (name) => {
      await change((book) => without(book, name))
    },
    default: async () => {
      const book = await read()
      return book.sites.find((site) => site.name === book.default) ?? firstJira(book.sites)
    },
    setDefault: async (name) => {
      await change((book) => ({ ...book, default: siteIn(book, name).name }))
    },
  }
}
