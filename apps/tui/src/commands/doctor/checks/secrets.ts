import { type AuthError, isAuthError } from '@mmd/auth'
import { presentError } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { fileFacts } from '../file-facts.ts'
import type { Machine } from '../subject.ts'
import { failed, ok, type Verdict, warning } from '../verdict.ts'
import { sentence } from '../words.ts'

/** What was found out about the place of the secrets. */
export type SecretsFacts =
  | {
      readonly kind: 'keychain' | 'file'
      readonly where: string
      /** Permission bits of the file before it was opened; undefined: no such file yet, or no keychain's business. */
      readonly mode: number | undefined
      /** A file was asked for by MMD_SECRETS. */
      readonly asked: boolean
    }
  | { readonly kind: 'error'; readonly error: AuthError }

const octal = (mode: number): string => mode.toString(8).padStart(4, '0')

export const judgeSecrets = (facts: SecretsFacts): Verdict => {
  if (facts.kind === 'error') {
    const { what, hint, exitCode } = presentError(facts.error)
    return failed(exitCode, { found: 'cannot be read', problem: sentence(what), remedy: hint, who: 'you' })
  }
  const { kind, where, mode, asked } = facts
  if (kind === 'keychain') return ok(`${where}, and it answers`)
  if (mode !== undefined && (mode & 0o077) !== 0) {
    return warning({
      found: where,
      problem: `Others on this machine could read it (mode ${octal(mode)}); now it is yours alone.`,
      remedy: 'If others work on this machine, end what they may have seen and sign in again:\nmmd-tui auth logout',
      who: 'you',
    })
  }
  const file = mode === undefined ? `${where}, made when needed` : `${where}, for you alone`
  return ok(asked ? file : `${file}; no keychain answers here`)
}

const look = async ({ environment, secrets }: Machine): Promise<SecretsFacts> => {
  const file = await fileFacts(`${environment.folders.data}/secrets.json`)
  try {
    const { kind, where } = await secrets()
    const mode = kind === 'file' && environment.programs.platform !== 'win32' ? file?.mode : undefined
    return { kind, where, mode, asked: environment.secrets === 'file' }
  } catch (error) {
    if (isAuthError(error)) return { kind: 'error', error }
    throw error
  }
}

export const secretsCheck: Check<Machine> = {
  id: 'secrets',
  title: 'Secrets',
  group: 'This machine',
  doing: 'Trying the keychain',
  needs: [],
  run: async (machine) => judgeSecrets(await look(machine)),
}
