import { EMPTY, type FieldMeta, type FieldOption, type FieldValue, kindOf } from '@mmd/jira-api/model'
import { type Content, fillIn } from '../../../screens/forms/change-form.ts'
import type { FormEntry } from '../../../screens/forms/form-modal.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { pick } from '../pick.ts'
import type { FieldEdit } from './subject.ts'

/** Ids of what is chosen; of things without ids their names. */
const chosenIds = ({ value }: FormEntry): ReadonlySet<string> => {
  const idsOf = (values: readonly { readonly id: string; readonly name?: string; readonly label?: string }[]) =>
    new Set(values.map(({ id, name, label }) => id || (name ?? label ?? '')))
  switch (value.kind) {
    case 'named':
      return idsOf([value.value])
    case 'named-list':
      return idsOf(value.values)
    case 'option':
      return idsOf([value.option])
    case 'options':
      return idsOf(value.options)
    default:
      return new Set()
  }
}

const marksOf = ({ released, archived }: FieldOption): string => (archived ? 'archived' : released ? 'released' : '')

const itemOf = (option: FieldOption, chosen: ReadonlySet<string>, many: boolean): PickerItem => {
  const marks = marksOf(option)
  const isNow = !many && chosen.has(option.id)
  const detail = [marks, isNow ? 'now' : ''].filter((word) => word !== '').join(', ')
  return { id: option.id, label: option.label, ...(detail === '' ? {} : { detail }) }
}

/** The id that the site gives an option, empty where it names it by its words. */
export const optionId = ({ id, wire }: FieldOption): string =>
  typeof wire === 'object' && wire !== null && 'id' in wire ? id : ''

const lists: ReadonlySet<string> = new Set(['named-list', 'options'])

const valueOf = (meta: FieldMeta, options: readonly FieldOption[]): Content => {
  const [first] = options
  if (first === undefined) return { value: EMPTY }
  const named = options.map((option) => ({ id: optionId(option), name: option.label }))
  const labelled = options.map((option) => ({ id: optionId(option), label: option.label }))
  const [one = { id: '', name: '' }] = named
  const [label = { id: '', label: '' }] = labelled
  const value = ((): FieldValue | null => {
    switch (kindOf(meta)) {
      case 'named':
        return { kind: 'named', value: one }
      case 'named-list':
        return { kind: 'named-list', values: named }
      case 'option':
        return { kind: 'option', option: label }
      case 'options':
        return { kind: 'options', options: labelled }
      default:
        return null
    }
  })()
  // What has no id and no name of its own is sent as the site offers it.
  if (value !== null && (options.every((option) => optionId(option) !== '') || isNamed(options, value)))
    return { value }
  const words = options.map((option) => option.label).join(', ')
  const wires = options.map(({ wire }) => wire)
  return {
    value: { kind: 'unknown', label: words },
    wire: meta.type === 'array' || lists.has(kindOf(meta)) ? wires : wires[0],
  }
}

const isNamed = (options: readonly FieldOption[], value: FieldValue): boolean => {
  const member = value.kind === 'option' || value.kind === 'options' ? 'value' : 'name'
  return options.every(({ wire }) => typeof wire === 'object' && wire !== null && member in wire)
}

/** One, or several, of what the site allows. */
export const chooseOption = ({ app, entry, modal }: FieldEdit): void => {
  const { meta } = entry
  const many = meta.type === 'array'
  const chosen = chosenIds(entry)
  pick(app, {
    title: meta.name,
    placeholder: many ? 'Space chooses, Enter takes them' : 'type to narrow',
    items: meta.allowedValues.map((option) => itemOf(option, chosen, many)),
    ...(many ? { chosen } : {}),
    onPick: (ids) => {
      const options = meta.allowedValues.filter(({ id }) => ids.includes(id))
      fillIn(app, modal, meta.id, valueOf(meta, options))
    },
  })
}

const alone = '\u0000alone'

/** One of what the site allows, and then one of what stands below it. */
export const chooseCascading = ({ app, entry, modal }: FieldEdit): void => {
  const { meta } = entry
  const parents = meta.allowedValues.filter(({ parent }) => parent === undefined)
  const put = (parent: FieldOption, child: FieldOption | null): void =>
    fillIn(app, modal, meta.id, {
      value: {
        kind: 'cascading',
        parent: { id: optionId(parent), label: parent.label },
        child: child === null ? null : { id: childId(child), label: child.label.slice(parent.label.length + 3) },
      },
    })
  pick(app, {
    title: meta.name,
    items: parents.map(({ id, label }) => ({ id, label })),
    onPick: ([id]) => {
      const parent = parents.find((one) => one.id === id)
      if (parent === undefined) return
      const children = meta.allowedValues.filter((one) => one.parent === parent.id)
      if (children.length === 0) return put(parent, null)
      pick(app, {
        title: `${meta.name}: ${parent.label}`,
        items: [
          { id: alone, label: `${parent.label} alone` },
          ...children.map((child) => ({ id: child.id, label: child.label.slice(parent.label.length + 3) })),
        ],
        onPick: ([below]) => put(parent, children.find((one) => one.id === below) ?? null),
      })
    },
  })
}

/** Without an id of the site's own it is named by its words. */
const childId = ({ id, wire }: FieldOption): string => {
  const child = typeof wire === 'object' && wire !== null && 'child' in wire ? wire.child : null
  return typeof child === 'object' && child !== null && 'id' in child ? id : ''
}
