import { buildServer, type CodeHost } from '../world/development.ts'
import type { DevelopmentSwitches } from './switches.ts'

type Json = Readonly<Record<string, unknown>>

/** In what the development resources of Cloud differ. */
export interface DevelopmentForm {
  readonly isCloud: boolean
}

/** The kind of a host, spelt as the resources want it back. */
export const typeOf = ({ type }: CodeHost, { isCloud }: DevelopmentForm): string =>
  isCloud && type !== 'GitHub' ? 'bitbucket' : type

const typeNames: Readonly<Record<string, string>> = {
  stash: 'Bitbucket Server',
  GitHub: 'GitHub',
  bamboo: 'Bamboo',
  bitbucket: 'Bitbucket Cloud',
}

/** What people call a kind of hosts. */
export const typeNameOf = (type: string): string => typeNames[type] ?? type

/** The host that a part of an answer is from; `singleInstance`: the only one of its kind. */
export const instanceJson = (host: CodeHost, form: DevelopmentForm): Json => {
  const type = typeOf(host, form)
  return {
    id: host.id,
    name: host.name,
    type,
    typeName: typeNameOf(type),
    baseUrl: host.url,
    singleInstance: type === 'GitHub' || type === 'bamboo',
  }
}

/** What an answer says of a build server that cannot be asked; the shape of it is not known for sure. */
export const linkProblems = (
  { buildServer: state }: DevelopmentSwitches,
  form: DevelopmentForm,
): { readonly errors: readonly Json[]; readonly configErrors: readonly Json[] } => {
  const instance = instanceJson(buildServer, form)
  return {
    errors: state === 'unauthorised' ? [{ error: 'unauthorized', instance }] : [],
    configErrors: state === 'misconfigured' ? [{ error: 'incapable', instance }] : [],
  }
}
