import { textWidth } from '@mmd/rich-text'
import { Box } from 'ink'
import type { ReactElement } from 'react'
import { welcomeChoices } from '../actions/welcome.actions.ts'
import type { App } from '../app/app.ts'
import { liveScopes } from '../app/scopes.ts'
import { Lines } from '../components/Lines.tsx'
import { line, type Piece } from '../components/pieces.ts'
import type { AppState } from '../state/state.ts'
import type { Theme } from '../theme/theme.ts'
import { footerLine } from './triage/footer.ts'

export interface WelcomeProps {
  readonly app: App
  readonly state: AppState
  readonly theme: Theme
}

/** The screen without a site: what can be done, never an error. */
export const Welcome = ({ app, state, theme }: WelcomeProps): ReactElement => {
  const { columns: width, rows } = state.size
  const height = Math.max(1, rows - 2)
  const indent = ' '.repeat(Math.max(1, Math.min(12, Math.floor((width - 60) / 4))))
  const text = (pieces: readonly Piece[]): string => line([['text', indent], ...pieces], width, theme)
  const choices = welcomeChoices.flatMap(({ title, detail }, at) => {
    const here = at === state.welcomeCursor
    const drawn = text([
      [here ? 'accent' : 'dim', here ? '▸ ' : '  '],
      [here ? 'title' : 'text', title],
    ])
    const hasRoom = height >= 2 * welcomeChoices.length && textWidth(`${indent}  ${detail}`) <= width
    const words = hasRoom ? [text([['dim', `  ${detail}`]])] : []
    return [drawn, ...words, ...(height > 16 ? [text([])] : [])]
  })
  const head = [
    text([]),
    text([['accent', 'mmd-tui']]),
    text([['dim', 'Triage Jira issues with the keyboard']]),
    text([]),
  ]
  const lines = [...(height > 12 ? head : []), ...choices].slice(0, height)
  const blank = Array.from({ length: height - lines.length }, () => ' '.repeat(width))
  const footer = footerLine({
    actions: app.actions,
    scopes: liveScopes(state),
    pending: state.pending,
    toast: state.toast,
    width,
    theme,
  })
  return (
    <Box flexDirection="column">
      <Lines lines={[...lines, ...blank, footer]} />
    </Box>
  )
}
