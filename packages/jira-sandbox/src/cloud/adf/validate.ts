import { isObject, type JsonObject } from '../../rest/input.ts'
import type { Attributes } from './attributes.ts'
import { type AdfNode, attribute, isDocument } from './node.ts'
import { besideCode, markAttributes, textMarks } from './schema-marks.ts'
import { type NodeRule, nodeRules } from './schema-nodes.ts'

/** What is wrong with a document: how it is built, or a file in it that is not there. Jira says no more than that. */
export type AdfFault = 'structure' | 'media'

/** How documents are judged. */
export interface AdfJudge {
  /** True: attributes that no one knows are dropped, as an older note says; false: they are a fault. */
  readonly repairs: boolean
  readonly hasMedia: (mediaId: string) => boolean
}

/** A document that will do, repaired where that is allowed, or what is wrong with it. */
export type Judgement = { readonly document: AdfNode } | { readonly fault: AdfFault }

class Fault extends Error {
  readonly fault: AdfFault

  constructor(fault: AdfFault) {
    super(fault)
    this.fault = fault
  }
}

const deepest = 256
const members = new Set(['type', 'version', 'text', 'attrs', 'marks', 'content'])

const demand = (holds: boolean): void => {
  if (!holds) throw new Fault('structure')
}

const judgeAttributes = (
  attrs: unknown,
  rules: Attributes,
  repairs: boolean,
  extra: readonly string[] = [],
): JsonObject | undefined => {
  demand(attrs === undefined || isObject(attrs))
  const given = isObject(attrs) ? attrs : {}
  const kept: Record<string, unknown> = {}
  const known = new Set<string>()
  for (const [name, check] of Object.entries(rules)) {
    const bare = name.replace('*', '')
    known.add(bare)
    const value = given[bare]
    if (value === undefined) demand(bare === name)
    else demand(check(value))
  }
  for (const [name, value] of Object.entries(given)) {
    if (known.has(name)) kept[name] = value
    else if (extra.includes(name)) {
      demand(typeof value === 'string')
      kept[name] = value
    } else demand(repairs)
  }
  return attrs === undefined ? undefined : kept
}

const judgeMarks = (marks: unknown, allowed: readonly string[] | undefined, repairs: boolean): AdfNode['marks'] => {
  if (marks === undefined) return undefined
  if (allowed === undefined) throw new Fault('structure')
  demand(Array.isArray(marks))
  const seen = new Set<string>()
  return (marks as readonly unknown[]).map((mark) => {
    if (!isObject(mark) || typeof mark.type !== 'string') throw new Fault('structure')
    const { type } = mark
    const rules = Object.hasOwn(markAttributes, type) ? markAttributes[type] : undefined
    if (rules === undefined) throw new Fault('structure')
    demand(allowed.includes(type) && !seen.has(type))
    demand(Object.keys(mark).every((name) => name === 'type' || name === 'attrs'))
    seen.add(type)
    demand(mark.attrs === undefined || Object.keys(rules).length > 0)
    const attrs = judgeAttributes(mark.attrs, rules, repairs)
    return { type, ...(attrs === undefined ? {} : { attrs }) }
  })
}

const judgeText = (text: unknown, marks: AdfNode['marks'], inCode: boolean): void => {
  if (typeof text !== 'string') throw new Fault('structure')
  demand(text !== '')
  demand(inCode || !/[\r\n]/u.test(text))
  demand(!inCode || marks === undefined || marks.length === 0)
  if (marks?.some(({ type }) => type === 'code') === true) {
    demand(marks.every(({ type }) => besideCode.includes(type)))
  }
}

const isMissing = (node: JsonObject, name: string): boolean => !isObject(node.attrs) || node.attrs[name] === undefined

// What the table cannot say: attributes that depend on one another.
const judgeSpecial = (node: JsonObject, judge: AdfJudge): void => {
  const attrs = isObject(node.attrs) ? node.attrs : {}
  switch (node.type) {
    case 'media':
      if (attrs.type === 'external') return demand(!isMissing(node, 'url') && isMissing(node, 'id'))
      demand(!isMissing(node, 'id') && !isMissing(node, 'collection') && isMissing(node, 'url'))
      if (attrs.type === 'file' && !judge.hasMedia(String(attrs.id))) throw new Fault('media')
      return
    case 'mediaInline':
      if (!judge.hasMedia(String(attrs.id))) throw new Fault('media')
      return
    case 'mediaSingle':
      return demand(attrs.widthType !== 'pixel' || attrs.width !== undefined)
    case 'inlineCard':
      return demand(isMissing(node, 'url') !== isMissing(node, 'data'))
    case 'blockCard': {
      const forms = isMissing(node, 'datasource') ? ['url', 'data'] : ['data']
      const count = forms.filter((name) => !isMissing(node, name)).length
      // Only a list of issues has a size.
      demand(!isMissing(node, 'datasource') || (isMissing(node, 'width') && isMissing(node, 'layout')))
      return demand(isMissing(node, 'datasource') ? count === 1 : count === 0)
    }
    default:
  }
}

const judgeContent = (
  content: unknown,
  rule: NodeRule,
  type: string,
  depth: number,
  judge: AdfJudge,
): AdfNode['content'] => {
  const [least, most] = rule.count ?? [0, Number.POSITIVE_INFINITY]
  if (content === undefined) {
    demand(least === 0 && type !== 'doc')
    return undefined
  }
  if (!Array.isArray(content)) throw new Fault('structure')
  demand(rule.content !== undefined)
  demand(content.length >= least && content.length <= most)
  return (content as readonly unknown[]).map((child, index) => {
    if (!isObject(child) || typeof child.type !== 'string') throw new Fault('structure')
    demand(rule.content?.includes(child.type) === true)
    // A caption stands under its picture, and there is one picture.
    if (type === 'mediaSingle') demand((child.type === 'media') === (index === 0))
    return judgeNode(child, depth + 1, judge, rule.plain === true)
  })
}

const judgeNode = (node: JsonObject, depth: number, judge: AdfJudge, inCode: boolean): AdfNode => {
  demand(depth <= deepest)
  const type = String(node.type)
  const rule = Object.hasOwn(nodeRules, type) ? nodeRules[type] : undefined
  if (rule === undefined) throw new Fault('structure')
  demand(Object.keys(node).every((name) => members.has(name)))
  demand((node.version !== undefined) === (type === 'doc') && (node.text !== undefined) === (type === 'text'))
  const attrs = judgeAttributes(node.attrs, rule.attrs ?? {}, judge.repairs, rule.anonymous === true ? [] : ['localId'])
  const marks = judgeMarks(node.marks, type === 'text' ? textMarks : rule.marks, judge.repairs)
  if (type === 'text') judgeText(node.text, marks, inCode)
  const blockMarks = new Set(marks?.map((mark) => mark.type))
  demand(!(blockMarks.has('alignment') && blockMarks.has('indentation')))
  judgeSpecial(node, judge)
  const content = judgeContent(node.content, rule, type, depth, judge)
  return {
    ...(node as unknown as AdfNode),
    ...(attrs === undefined ? {} : { attrs }),
    ...(marks === undefined ? {} : { marks }),
    ...(content === undefined ? {} : { content }),
  }
}

/** Judges a document that was sent, strictly by the schema. */
export const judgeDocument = (value: unknown, judge: AdfJudge): Judgement => {
  if (!isDocument(value)) return { fault: 'structure' }
  try {
    demand(value.version === 1)
    return { document: judgeNode(value as unknown as JsonObject, 0, judge, false) }
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault }
    throw error
  }
}

/** The text that a reader sees of a document, without any markup; its length is what limits count. */
export const plainLength = (node: AdfNode): number =>
  (node.text?.length ?? attribute(node, 'text').length) +
  (node.content ?? []).reduce((sum, child) => sum + plainLength(child), 0)
