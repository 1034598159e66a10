import type { App } from '../../../app/app.ts'
import type { Placed } from '../../../screens/issue/issue-document.ts'
import type { IssueItem } from '../../../screens/issue/item.ts'
import type { ShownIssue } from '../../../screens/issue/shown-issue.ts'
import { shownNow } from '../../../screens/issue/shown-now.ts'
import { isFolded, type SectionName } from '../../../state/issue-screen.ts'

/** A step of scrolling: the new first line from the one before, the lines of a page, and how many lines there may be. */
type Step = (from: number, page: number, count: number) => number

const isSeen = ({ from, to }: Placed, top: number, height: number): boolean => from < top + height && to > top

/** Scrolls, and puts the cursor on an item or leaves it; it never stays on what is no longer seen. */
const show = (
  app: App,
  { key, lines, height, cursor }: ShownIssue,
  top: number,
  item: string | null = cursor,
): void => {
  const place = item === null ? undefined : lines.place(item)
  const stays = place !== undefined && isSeen(place, top, height)
  app.store.update((state) => ({
    ...state,
    preview: { key, top },
    issue: { ...state.issue, cursor: stays ? { key, item: place.item.id } : null },
  }))
}

/** Scrolls the open issue by lines. */
export const scrollIssue = (app: App, step: Step): void => {
  const shown = shownNow(app)
  if (shown === undefined) return
  const wanted = Math.max(0, step(shown.top, Math.max(1, shown.height - 1), Number.MAX_SAFE_INTEGER / 2))
  show(app, shown, shown.lines.clampTop(wanted, shown.height))
}

/** The first line from which an item is seen, whole if there is room. */
const topFor = ({ lines, top, height }: ShownIssue, { from, to }: Pick<Placed, 'from' | 'to'>): number => {
  if (from < top) return from
  // The last line says that there is more.
  const room = Math.max(1, height - 1)
  return to > top + room ? lines.clampTop(Math.min(from, to - room), height) : top
}

/** Goes on to the next item, or back to the one before; from what is seen where the cursor is on none. */
export const moveItem = (app: App, step: 1 | -1, count = 1): void => {
  for (let done = 0; done < Math.min(count, 1000); done += 1) {
    const shown = shownNow(app)
    if (shown === undefined) return
    const { lines, top, height, cursor } = shown
    const place = cursor === null ? undefined : lines.place(cursor)
    const next =
      step === 1 ? lines.itemFrom(place?.to ?? top) : lines.itemBefore(place?.from ?? Math.max(0, top + height))
    if (next === undefined) return
    show(app, shown, topFor(shown, next), next.item.id)
  }
}

/** Puts the cursor on an item that is on screen. */
export const goToItem = (app: App, id: string): void => {
  const shown = shownNow(app)
  const place = shown?.lines.place(id)
  if (shown !== undefined && place !== undefined) show(app, shown, topFor(shown, place), id)
}

/** Goes to the next thing that is new since the last visit, or to the one before. */
export const jumpNews = (app: App, step: 1 | -1, count = 1): void => {
  for (let done = 0; done < Math.min(count, 1000); done += 1) {
    const shown = shownNow(app)
    if (shown === undefined) return
    const { lines, top, height, cursor } = shown
    const seen = app.store.get().issue.newsAt
    const here = seen?.key === shown.key && seen.line >= top && seen.line < top + height ? seen.line : undefined
    const from = here ?? (cursor === null ? undefined : lines.place(cursor)?.from) ?? (step === 1 ? top - 1 : top)
    const line = lines.newsFrom(from, step)
    if (line === undefined) {
      const what = lines.news === 0 ? 'Nothing is new since you were here' : 'That was all that is new'
      return app.toast('info', step === 1 || lines.news === 0 ? what : 'Nothing is new further up')
    }
    const item = lines.itemAt(line)
    const place = item === undefined ? { from: line, to: line + 1 } : lines.place(item.id)
    show(app, shown, topFor(shown, place ?? { from: line, to: line + 1 }), item?.id ?? null)
    app.store.update((state) => ({ ...state, issue: { ...state.issue, newsAt: { key: shown.key, line } } }))
  }
}

const setFolded = (app: App, section: SectionName, folded: boolean): void =>
  app.store.update((state) => {
    if (isFolded(section, state.issue.toggled) === folded) return state
    const toggled = new Set(state.issue.toggled)
    if (!toggled.delete(section)) toggled.add(section)
    return { ...state, issue: { ...state.issue, toggled } }
  })

/** Puts the title of a section at the top and the cursor on the first thing in it. */
const showSection = (app: App, line: number): void => {
  const shown = shownNow(app)
  if (shown === undefined) return
  const { lines, height } = shown
  const item = lines.itemFrom(line)
  const section = lines.sectionAt(line)
  const isOwn = item !== undefined && lines.sectionAt(item.from) === section
  const top = lines.clampTop(line, height)
  show(app, shown, top, isOwn ? item.item.id : null)
  const jumped = section === undefined ? null : { key: shown.key, section, top }
  app.store.update((state) => ({ ...state, issue: { ...state.issue, jumped } }))
}

/** Jumps to a section and opens it; says so where the issue has none. */
export const jumpTo = (app: App, section: SectionName, missing: string): void => {
  const line = shownNow(app)?.lines.lineOf(section)
  if (line === undefined) return app.toast('info', missing)
  setFolded(app, section, false)
  showSection(app, line)
}

/** Jumps to the next title, or to the one before. */
export const jumpTitle = (app: App, step: 1 | -1, count = 1): void => {
  for (let done = 0; done < Math.min(count, 20); done += 1) {
    const shown = shownNow(app)
    if (shown === undefined) return
    const at = shown.cursor === null ? shown.top : (shown.lines.place(shown.cursor)?.from ?? shown.top)
    const own = shown.lines.titleFrom(at + 1, -1)
    const line = shown.lines.titleFrom(step === 1 ? at : (own ?? at), step)
    if (line === undefined) return step === -1 ? show(app, shown, 0, null) : undefined
    showSection(app, line)
  }
}

/** The line of the section that was jumped to, while nothing has moved since: near the end its title is not the first on screen. */
const jumpedLine = (app: App, { key, top, lines }: ShownIssue): number | undefined => {
  const { jumped } = app.store.get().issue
  return jumped?.key === key && jumped.top === top ? lines.lineOf(jumped.section) : undefined
}

/** Folds or unfolds the section under the cursor, else the one that was jumped to, else the first one whose title is seen. */
export const toggleFold = (app: App): void => {
  const shown = shownNow(app)
  if (shown === undefined) return
  const { lines, top, height, cursor } = shown
  const place = cursor === null ? undefined : lines.place(cursor)
  const title = lines.titleFrom(top - 1, 1)
  const seen = title !== undefined && title < top + height ? title : top
  const line = place?.from ?? jumpedLine(app, shown) ?? seen
  const section = lines.sectionAt(line)
  if (section === undefined || section === 'description')
    return app.toast('info', 'There is nothing to fold here · } goes to the next section')
  setFolded(app, section, !isFolded(section, app.store.get().issue.toggled))
  const now = shownNow(app)
  const at = now?.lines.lineOf(section)
  if (now === undefined || at === undefined) return
  const first = now.lines.itemFrom(at)
  show(app, now, at < now.top ? at : now.lines.clampTop(now.top, now.height), first?.item.id ?? null)
}

/** The item that the cursor is on. */
export const itemUnderCursor = (app: App): IssueItem | undefined => {
  const shown = shownNow(app)
  return shown === undefined || shown.cursor === null ? undefined : shown.lines.place(shown.cursor)?.item
}
