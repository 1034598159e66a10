import type { Mark, Marked } from '../../document/document.ts'
import type { AdfMark } from '../adf-node.ts'
import type { LinkTarget } from '../read/read-marks.ts'
import { sixDigits } from './colours.ts'

/**
 * The marks of a text in the editor's order, one of each kind; code goes together with a link only.
 */
export const writeMarks = ({ marks = [], colour, background }: Marked, link: LinkTarget | undefined): AdfMark[] => {
  const has = (mark: Mark): boolean => marks.includes(mark)
  const out: AdfMark[] = []
  if (link !== undefined && link.href !== '') out.push(linkMark(link))
  if (has('code')) return [...out, { type: 'code' }]
  if (has('emphasis') || has('cite')) out.push({ type: 'em' })
  if (has('strong')) out.push({ type: 'strong' })
  const front = colour === undefined ? undefined : sixDigits(colour)
  if (front !== undefined) out.push({ type: 'textColor', attrs: { color: front } })
  const back = background === undefined ? undefined : sixDigits(background)
  if (back !== undefined) out.push({ type: 'backgroundColor', attrs: { color: back } })
  if (has('strike')) out.push({ type: 'strike' })
  const script = marks.find((mark) => mark === 'sub' || mark === 'sup')
  if (script !== undefined) out.push({ type: 'subsup', attrs: { type: script } })
  if (has('inserted')) out.push({ type: 'underline' })
  return out
}

const linkMark = ({ href, title }: LinkTarget): AdfMark => ({
  type: 'link',
  attrs: { href, ...(title !== undefined && title !== '' && { title }) },
})
