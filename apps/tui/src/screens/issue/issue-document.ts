import type { FetchedPart } from '@mmd/replica'
import type { SectionName } from '../../state/issue-screen.ts'
import type { Theme } from '../../theme/theme.ts'
import type { IssueItem } from './item.ts'
import type { Row } from './row.ts'

/** Where an item stands: its first line, and the line after its last one. */
export interface Placed {
  readonly item: IssueItem
  readonly from: number
  readonly to: number
}

/** The lines of an issue, made when they are first looked at, and kept. */
export class IssueDocument {
  readonly #known: Row[] = []
  readonly #rest: Iterator<Row>
  readonly #theme: Theme
  /** How much in it is new since the last visit. */
  readonly news: number
  #complete = false

  constructor(rows: Iterable<Row>, theme: Theme, news = 0) {
    this.news = news
    this.#rest = rows[Symbol.iterator]()
    this.#theme = theme
  }

  /** Painted lines; those of the item `cursor` have a bar in front. */
  slice(from: number, to: number, cursor: string | null = null): readonly string[] {
    this.#pull(to)
    return this.#known.slice(from, to).map((row) => this.#sign(row, cursor) + row.text)
  }

  /** The last first-line that still fills `height` lines, as far as `top` needs it known. */
  clampTop(top: number, height: number): number {
    this.#pull(top + height)
    return Math.max(0, Math.min(top, this.#known.length - height))
  }

  /** Lines after `to` exist. */
  hasMore(to: number): boolean {
    this.#pull(to + 1)
    return this.#known.length > to
  }

  /** What the lines of this part of the document want to be fetched. */
  wanted(from: number, to: number): ReadonlySet<FetchedPart> {
    this.#pull(to)
    return new Set(this.#known.slice(from, to).flatMap(({ wants }) => (wants === undefined ? [] : [wants])))
  }

  /** The line of a section's title; undefined when the issue has none. */
  lineOf(section: SectionName): number | undefined {
    const at = this.#find((row) => row.section === section)
    return at === -1 ? undefined : at
  }

  /** The first title after, or the last one before, a line. */
  titleFrom(line: number, step: 1 | -1): number | undefined {
    const isTitle = (row: Row | undefined): boolean => row?.section !== undefined
    if (step === -1) {
      this.#pull(line)
      const before = this.#known.slice(0, Math.max(0, line)).findLastIndex(isTitle)
      return before === -1 ? undefined : before
    }
    const after = this.#find((row, at) => at > line && isTitle(row))
    return after === -1 ? undefined : after
  }

  /** The first line of the next thing that is new after a line, or of the last one before it. */
  newsFrom(line: number, step: 1 | -1): number | undefined {
    const begins = (row: Row | undefined, at: number): boolean => {
      const before = this.#known[at - 1]
      return (
        row?.isNews === true && (before?.isNews !== true || row.item === undefined || before.item?.id !== row.item.id)
      )
    }
    if (step === -1) {
      this.#pull(line)
      const before = this.#known.slice(0, Math.max(0, line)).findLastIndex(begins)
      return before === -1 ? undefined : before
    }
    const after = this.#find((row, at) => at > line && begins(row, at))
    return after === -1 ? undefined : after
  }

  /** The item that a line belongs to. */
  itemAt(line: number): IssueItem | undefined {
    this.#pull(line + 1)
    return this.#known[line]?.item
  }

  /** The section that a line is of. */
  sectionAt(line: number): SectionName | undefined {
    this.#pull(line + 1)
    return this.#known.slice(0, line + 1).findLast(({ section }) => section !== undefined)?.section
  }

  place(id: string): Placed | undefined {
    return this.#placeAt(this.#find(({ item }) => item?.id === id))
  }

  /** The first item that begins at a line or after it. */
  itemFrom(line: number): Placed | undefined {
    return this.#placeAt(
      this.#find(({ item }, at) => at >= line && item !== undefined && this.#known[at - 1]?.item?.id !== item.id),
    )
  }

  /** The last item that begins before a line. */
  itemBefore(line: number): Placed | undefined {
    this.#pull(line)
    const before = this.#known.slice(0, Math.max(0, line)).findLast(({ item }) => item !== undefined)?.item
    return before === undefined ? undefined : this.place(before.id)
  }

  #placeAt(from: number): Placed | undefined {
    const item = this.#known[from]?.item
    if (item === undefined) return undefined
    const end = this.#find((row, at) => at > from && row.item?.id !== item.id)
    return { item, from, to: end === -1 ? this.#known.length : end }
  }

  #find(holds: (row: Row, at: number) => boolean): number {
    for (let at = 0; ; at += 1) {
      this.#pull(at + 1)
      const row = this.#known[at]
      if (row === undefined) return -1
      if (holds(row, at)) return at
    }
  }

  #sign({ item, isNews }: Row, cursor: string | null): string {
    if (cursor !== null && item?.id === cursor) return this.#theme.paint('accent', '▌')
    return isNews === true ? this.#theme.paint('warn', '•') : ' '
  }

  #pull(count: number): void {
    while (!this.#complete && this.#known.length < count) {
      const { done, value } = this.#rest.next()
      if (done === true) this.#complete = true
      else this.#known.push(value)
    }
  }
}
