import { createHash } from 'node:crypto'
import { AuthError } from '../errors.ts'
import type { SecretStore } from '../ports.ts'

/** What one entry of the Windows Credential Manager holds: 2,560 bytes of UTF-16. */
export const windowsLimit = 1280

/** Two sets of pieces can lie beside each other: the one that the head names, and one that is being written or removed. */
type Generation = 'a' | 'b'

interface Head {
  readonly generation: Generation
  readonly count: number
  /** SHA-256 of the whole value. */
  readonly digest: string
}

const mark = 'mmd-pieces '
const leastLimit = 80
/** A reader whose pieces are removed under its hands begins anew; there is no other way to tell that from damage. */
const attempts = 5

const digestOf = (value: string): string => createHash('sha256').update(value).digest('base64url')

const writeHead = ({ generation, count, digest }: Head): string => `${mark}1 ${generation} ${count} ${digest}`

const readHead = (entry: string | undefined): Head | undefined => {
  const [, generation, count, digest] = /^mmd-pieces 1 ([ab]) (\d{1,6}) ([\w-]{43})$/u.exec(entry ?? '') ?? []
  if (generation === undefined || count === undefined || digest === undefined) return undefined
  return { generation: generation === 'a' ? 'a' : 'b', count: Number(count), digest }
}

/** Not within a surrogate pair: a store that thinks in UTF-8 would lose both halves. */
const cut = (value: string, limit: number): readonly string[] => {
  const pieces: string[] = []
  for (let from = 0; from < value.length; ) {
    const code = value.codePointAt(from + limit - 1) ?? 0
    const to = from + limit - (code > 0xffff ? 1 : 0)
    pieces.push(value.slice(from, to))
    from = to
  }
  return pieces
}

/**
 * A store that keeps values of more than `limit` UTF-16 units in several entries of `store`: `KEY/piece/GENERATION/N`,
 * with a head in the place of the value. The head is switched only when all new pieces are there, and old ones go
 * afterwards, so that whatever is interrupted leaves the old or the new value. What an interrupted call left behind goes
 * with the next `set` or `delete` of its key; for that, pieces are written upwards and removed downwards, so that those
 * of a generation have no gap. Processes that write the same key at the same moment can damage it, never mix it: that
 * is noticed, and the next `set` mends it. `get` throws `store-failed` for a damaged set. `limit` is at least 80.
 */
export const inPieces = (store: SecretStore, limit: number): SecretStore => {
  if (!Number.isInteger(limit) || limit < leastLimit) throw new TypeError(`The limit must be at least ${leastLimit}`)
  const pieceKey = (key: string, generation: Generation, index: number): string => `${key}/piece/${generation}/${index}`

  /** Those without a gap, and all that a head still speaks of. */
  const removePieces = async (key: string, generation: Generation, head: Head | undefined): Promise<void> => {
    let count = head?.generation === generation ? head.count : 0
    while ((await store.get(pieceKey(key, generation, count))) !== undefined) count += 1
    for (let index = count - 1; index >= 0; index -= 1) await store.delete(pieceKey(key, generation, index))
  }

  const joined = async (key: string, { generation, count, digest }: Head): Promise<string | undefined> => {
    let value = ''
    for (let index = 0; index < count; index += 1) {
      const piece = await store.get(pieceKey(key, generation, index))
      if (piece === undefined) return undefined
      value += piece
    }
    return digestOf(value) === digest ? value : undefined
  }

  const get = async (key: string): Promise<string | undefined> => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const entry = await store.get(key)
      if (entry === undefined || !entry.startsWith(mark)) return entry
      const head = readHead(entry)
      const value = head === undefined ? undefined : await joined(key, head)
      if (value !== undefined) return value
    }
    throw new AuthError('store-failed', 'A stored secret is damaged: store it anew, or sign in again', store.where)
  }

  /** Puts one entry, or none, in the place of whatever there was. */
  const replaceBy = async (key: string, put: () => Promise<void>): Promise<void> => {
    const old = readHead(await store.get(key))
    await put()
    await removePieces(key, 'a', old)
    await removePieces(key, 'b', old)
  }

  const setInPieces = async (key: string, value: string): Promise<void> => {
    const old = readHead(await store.get(key))
    const [generation, other] = old?.generation === 'a' ? (['b', 'a'] as const) : (['a', 'b'] as const)
    await removePieces(key, generation, undefined)
    const pieces = cut(value, limit)
    for (const [index, piece] of pieces.entries()) await store.set(pieceKey(key, generation, index), piece)
    await store.set(key, writeHead({ generation, count: pieces.length, digest: digestOf(value) }))
    await removePieces(key, other, old)
  }

  const changes = new Map<string, Promise<void>>()
  /** One change of a key after the other. */
  const inTurn = async (key: string, change: () => Promise<void>): Promise<void> => {
    const before = changes.get(key) ?? Promise.resolve()
    const mine = before.then(change, change)
    changes.set(key, mine)
    try {
      await mine
    } finally {
      if (changes.get(key) === mine) changes.delete(key)
    }
  }

  return {
    kind: store.kind,
    where: store.where,
    get,
    // A value that could be taken for a head goes into a piece, however short it is.
    set: (key, value) =>
      inTurn(key, () =>
        value.length <= limit && !value.startsWith(mark)
          ? replaceBy(key, () => store.set(key, value))
          : setInPieces(key, value),
      ),
    delete: (key) => inTurn(key, () => replaceBy(key, () => store.delete(key))),
  }
}
