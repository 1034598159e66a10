import type { CallbackWay, Site } from '@mmd/auth'
import { methodFacts } from '../../session/method-facts.ts'
import type { SignInModal } from '../../state/modal.ts'
import { pageFor } from './questions.ts'

/** What a key of the dialog does beside Enter and Esc. */
export type SignInCommand =
  | { readonly kind: 'open-browser' | 'copy-url' | 'open-page' | 'new-secret' | 'show-key' | 'edit' }
  | { readonly kind: 'way'; readonly way: CallbackWay }

export interface SignInKey {
  readonly chord: string
  readonly label: string
  readonly command: SignInCommand
}

/** How far the sign-in has come. */
export interface SignInProgress {
  readonly site: Site
  readonly phase: SignInModal['phase']
  /** The way that is being gone; undefined before one is. */
  readonly way: CallbackWay | undefined
  readonly hasUrl: boolean
  /** Code of the last failure; empty when there was none. */
  readonly failure: string
}

const ways: readonly (readonly [CallbackWay, string, string])[] = [
  ['paste', 'p', 'paste instead'],
  ['browser', 't', 'own window'],
  ['listener', 'l', 'wait here'],
]

const urlKeys = ({ phase, way, hasUrl }: SignInProgress): readonly SignInKey[] =>
  phase !== 'running' || !hasUrl || way === 'browser'
    ? []
    : [
        { chord: 'o', label: 'browser again', command: { kind: 'open-browser' } },
        { chord: 'y', label: 'copy URL', command: { kind: 'copy-url' } },
      ]

const wayKeys = ({ site, phase, way: gone }: SignInProgress): readonly SignInKey[] => {
  const running = phase === 'running'
  // A code that is shown needs no way back.
  if (site.oauth1?.callback === 'oob' || (running && gone === undefined)) return []
  return ways
    .filter(([way]) => !running || way !== gone)
    .map(([way, chord, label]) => ({ chord, label, command: { kind: 'way', way } }))
}

const pageKeys = ({ site, failure }: SignInProgress): readonly SignInKey[] => {
  const page = pageFor(site)
  const isUseful = site.method !== 'basic' || failure === 'login-denied'
  return page === undefined || !isUseful ? [] : [{ chord: 'o', label: page.label, command: { kind: 'open-page' } }]
}

const newSecret: SignInKey = { chord: 'c', label: 'other secret', command: { kind: 'new-secret' } }
const showKey: SignInKey = { chord: 'k', label: 'show our key', command: { kind: 'show-key' } }

/** The keys that are of use now. None has a letter whose Ctrl edits text: while something is typed they are so pressed. */
export const signInKeys = (progress: SignInProgress): readonly SignInKey[] => {
  const { site, phase } = progress
  const { usesBrowser, usesClient } = methodFacts[site.method]
  const afterFailure: readonly SignInKey[] = [
    ...(usesClient ? [newSecret] : []),
    ...(site.method === 'oauth1' ? [showKey] : []),
    { chord: 'e', label: 'edit site', command: { kind: 'edit' } },
  ]
  return [
    ...(usesBrowser ? [...urlKeys(progress), ...wayKeys(progress)] : pageKeys(progress)),
    ...(phase === 'failed' ? afterFailure : []),
  ]
}
