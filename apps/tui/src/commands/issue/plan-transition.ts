import type { FieldMeta, Named, Transition } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { findField, findOption, flagFor, type GivenField } from './fields/given-field.ts'

/** What the flags of `issue transition` say. */
export interface TransitionWish {
  /** A status or a transition's name. */
  readonly to: string
  readonly fields: readonly GivenField[]
  readonly resolution?: string | undefined
  readonly comment?: string | undefined
}

/** The step to take, with the values of its fields as they were typed. */
export interface TransitionPlan {
  readonly transition: Transition
  readonly given: readonly { readonly field: FieldMeta; readonly value: string }[]
  readonly resolution?: Named
}

/** Chooses the step and checks that its screen gets what it requires. Throws `AppError`; sends nothing. */
export const planTransition = (transitions: readonly Transition[], wish: TransitionWish): TransitionPlan => {
  const transition = chooseTransition(transitions, wish.to)
  const given = [
    ...wish.fields,
    ...(wish.resolution === undefined ? [] : [{ name: 'resolution', value: wish.resolution }]),
  ].map(({ name, value }) => ({ field: findField(transition.fields, name), value }))
  const missing = transition.fields.filter(
    (field) =>
      field.required &&
      !field.hasDefault &&
      !(field.id === 'comment' && wish.comment !== undefined) &&
      !given.some((one) => one.field.id === field.id && one.value.trim() !== ''),
  )
  if (missing.length > 0) throw fieldsNeeded(transition, missing)
  const resolution = given.find(({ field }) => field.id === 'resolution')
  if (resolution === undefined || resolution.value.startsWith('json:')) return { transition, given }
  const { id, label } = findOption(resolution.field, resolution.value)
  return { transition, given, resolution: { id, name: label } }
}

const chooseTransition = (transitions: readonly Transition[], to: string): Transition => {
  const wanted = to.trim().toLowerCase()
  const byName = transitions.filter(({ name }) => name.toLowerCase() === wanted)
  const fitting = byName.length > 0 ? byName : transitions.filter((one) => one.to.name.toLowerCase() === wanted)
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  if (only !== undefined) {
    throw new AppError(
      'unknown-transition',
      `Several transitions lead to “${to}”`,
      `Name one of them: ${fitting.map(({ name }) => `--to "${name}"`).join(', ')}`,
    )
  }
  throw new AppError(
    'unknown-transition',
    `From here no transition leads to “${to}”`,
    transitions.length === 0
      ? 'Your account may not move this issue'
      : `Possible: ${transitions.map((one) => (one.name === one.to.name ? one.name : `${one.name} (to ${one.to.name})`)).join(', ')}`,
  )
}

const fieldsNeeded = (transition: Transition, missing: readonly FieldMeta[]): AppError => {
  const flags = missing.map((field) => flagFor(field, { resolution: '--resolution', comment: '--comment TEXT' }))
  return new AppError(
    'fields-needed',
    `“${transition.name}” needs ${missing.map(({ name }) => name).join(', ')}`,
    `Add ${flags.join(' ')}`,
    Object.fromEntries(missing.map(({ id, name }) => [id, `${name} is required`])),
  )
}
