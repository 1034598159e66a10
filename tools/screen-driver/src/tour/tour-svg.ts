import { cell, drawCursor, drawFrame, drawRows, escapeXml, fonts, frame } from '../svg.ts'
import { short } from '../svg-glyphs.ts'
import { darkTheme, type SvgTheme } from '../svg-theme.ts'
import type { TourFrame } from './tour.ts'

const strip = 46

const drawKey = (key: string, y: number, theme: SvgTheme): { readonly drawn: string; readonly width: number } => {
  if (key === '') return { drawn: '', width: 0 }
  const width = Math.max(26, Array.from(key).length * 8.6 + 18)
  const cap = `<rect x="${frame.padding}" y="${y}" width="${short(width)}" height="26" rx="6" fill="${theme.bar}" stroke="${theme.caption}"/>`
  const name = `<text x="${short(frame.padding + width / 2)}" y="${y + 18}" text-anchor="middle" font-weight="700">${escapeXml(key)}</text>`
  return { drawn: cap + name, width: width + 12 }
}

const drawCaption = ({ key, words }: TourFrame, y: number, theme: SvgTheme): string => {
  const { drawn, width } = drawKey(key, y, theme)
  return `${drawn}<text x="${short(frame.padding + width)}" y="${y + 18}" font-size="15">${escapeXml(words)}</text>`
}

/** Each row that is anywhere in the tour, once: frames point to it. */
const createRows = (theme: SvgTheme) => {
  const known = new Map<string, string>()
  return {
    use: (row: TourFrame['cells'][number], at: number): string => {
      const drawn = drawRows([row], theme)
      if (drawn === '') return ''
      const id = known.get(drawn) ?? `r${known.size}`
      known.set(drawn, id)
      return `<use href="#${id}" y="${at * cell.height}"/>`
    },
    definitions: (): string => [...known].map(([drawn, id]) => `<g id="${id}">${drawn}</g>`).join('\n'),
  }
}

const percent = (part: number, whole: number): string => `${short((part / whole) * 100)}%`

/** Shows each frame in its time, without a script; whoever wants no motion, and a reader without CSS, sees the last one. */
const styles = (frames: readonly TourFrame[]): string => {
  const whole = frames.reduce((sum, { seconds }) => sum + seconds, 0)
  let begin = 0
  const rules = frames.map(({ seconds }, at) => {
    const [from, to] = [percent(begin, whole), percent(begin + seconds, whole)]
    begin += seconds
    const before = at === 0 ? '' : '0%{visibility:hidden}'
    const after = at === frames.length - 1 ? '' : `${to}{visibility:hidden}`
    return `@keyframes k${at}{${before}${from}{visibility:visible}${after}}#f${at}{animation:k${at} ${short(whole)}s step-end infinite}`
  })
  return [
    '.f{visibility:hidden}.f.last{visibility:visible}',
    `@media not (prefers-reduced-motion:reduce){${rules.join('')}}`,
  ].join('\n')
}

/** The frames as one SVG document that plays by itself and begins again. The same frames always give the same bytes. */
export const tourSvg = (frames: readonly TourFrame[], title: string, theme: SvgTheme = darkTheme): string => {
  const [first] = frames
  if (first === undefined) throw new TypeError('A tour has at least one step')
  const [cols, lines] = [first.cells[0]?.length ?? 0, first.cells.length]
  const width = cols * cell.width + frame.padding * 2
  const top = frame.bar + frame.padding
  const bottom = top + lines * cell.height + frame.padding
  const rows = createRows(theme)
  const drawn = frames.map((shown, at) => {
    const isLast = at === frames.length - 1
    const cursor = drawCursor({ cursor: () => shown.cursor, cols }, theme).trim()
    const screen = shown.cells.map((row, line) => rows.use(row, line)).join('')
    return `<g class="f${isLast ? ' last' : ''}" id="f${at}"><g transform="translate(${frame.padding} ${top})">${screen}${cursor}</g>${drawCaption(shown, bottom, theme)}</g>`
  })
  const height = bottom + strip - 6
  const words = frames.map(({ key, words: said }) => (key === '' ? said : `${key}: ${said}`)).join(' ')
  const size = `width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${fonts}" font-size="${cell.font}">
<title>${escapeXml(title)}</title>
<desc>${escapeXml(words)}</desc>
<style>${styles(frames)}</style>
<defs>
${rows.definitions()}
</defs>
${drawFrame(width, height, title, theme)}
<g fill="${theme.foreground}">
${drawn.join('\n')}
</g>
</svg>
`
}
