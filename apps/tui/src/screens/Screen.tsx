import { Box, useApp, useInput, usePaste } from 'ink'
import { lazy, type ReactElement, Suspense, useEffect, useSyncExternalStore } from 'react'
import type { App } from '../app/app.ts'
import type { Keys } from '../app/keys.ts'
import { Lines } from '../components/Lines.tsx'
import { Overlay } from '../components/Overlay.tsx'
import type { Config } from '../config/config.ts'
import type { LendTerminal } from '../editor/lend-terminal.ts'
import type { Theme } from '../theme/theme.ts'
import { Inbox } from './inbox/Inbox.tsx'
import { drawModal } from './modals/modals.ts'
import { Spoken } from './spoken/Spoken.tsx'
import { freshness } from './triage/list-panes.ts'
import { Triage } from './triage/Triage.tsx'
import { Welcome } from './Welcome.tsx'

export interface ScreenProps {
  readonly app: App
  readonly keys: Keys
  /** How the choices that hold look. */
  readonly themeOf: (config: Config) => Theme
  /** For a screen reader, whatever the choices say. */
  readonly spoken?: boolean
  /** Hears how the terminal is handed over to another program for a while. */
  readonly onLend?: (lend: LendTerminal) => void
}

const Busy = lazy(async () => ({ default: (await import('../components/Busy.tsx')).Busy }))

const nothing = (): void => {}

/** Columns and rows below which nothing can be shown in a way that makes sense. */
const least = { columns: 24, rows: 6 }

/** The whole screen: the base screen, and the open modals over it. The one place that listens for keys. */
export const Screen = ({ app, keys, themeOf, spoken = false, onLend }: ScreenProps): ReactElement => {
  const state = useSyncExternalStore(app.store.subscribe, app.store.get)
  const session = app.session()
  const replica = session?.replica
  useSyncExternalStore(
    (changed) => replica?.subscribe(changed) ?? nothing,
    () => replica?.version() ?? 0,
  )
  // Only another text draws anything.
  useSyncExternalStore(app.clock.subscribe, () =>
    session === null ? '' : freshness({ now: app.shell.now(), state, session }),
  )
  const { suspendTerminal } = useApp()
  useEffect(() => onLend?.(suspendTerminal), [onLend, suspendTerminal])
  useInput(keys.input)
  usePaste(keys.paste)
  const theme = themeOf(state.config)
  const { columns, rows } = state.size
  if (columns < least.columns || rows < least.rows)
    return <Lines lines={['The window is too small'.slice(0, columns)]} />
  if (spoken || state.config.screenReader) return <Spoken app={app} state={state} session={session} />
  const overlays = state.modals
    .map((modal) => ({
      id: modal.id,
      placed: drawModal(app, modal, theme),
      busy: modal.kind === 'message' && modal.busy !== undefined,
    }))
    .filter(({ placed }) => placed !== null)
  return (
    <Box width={columns} height={rows - 1} flexDirection="column" overflow="hidden">
      {session === null ? (
        <Welcome app={app} state={state} theme={theme} />
      ) : state.inbox !== null ? (
        <Inbox app={app} state={state} session={session} theme={theme} />
      ) : (
        <Triage app={app} state={state} session={session} theme={theme} />
      )}
      {overlays.map(({ id, placed }) => placed && <Overlay key={id} {...placed} />)}
      {overlays.map(
        ({ id, placed, busy }) =>
          busy &&
          placed && (
            <Box key={id} position="absolute" marginLeft={placed.left + 2} marginTop={placed.top + 1}>
              <Suspense fallback={null}>
                <Busy />
              </Suspense>
            </Box>
          ),
      )}
    </Box>
  )
}
