import { type Attributes, isRecord } from './schema/attribute-kinds.ts'
import { CODE_MARKS, markRules, marksAllowed } from './schema/mark-rules.ts'
import { isNode, MAX_DEPTH } from './schema/node.ts'
import { isChildAllowed, type NodeRule, nodeRules } from './schema/node-rules.ts'

/** What is wrong with a document, and where. */
export interface AdfProblem {
  /** JSON pointer (RFC 6901) to the value, `''` for the whole document. */
  readonly where: string
  /** A short sentence. */
  readonly what: string
}

/** No more problems than these are told: one is enough for Jira to refuse the document. */
const MOST_PROBLEMS = 100

/**
 * Says what Jira would refuse in a document: kinds of nodes, marks and attributes that it does not know, bad nesting,
 * missing attributes and wrong ones, empty text, line ends in text, two marks of one kind. Never throws; tells at most
 * 100 problems.
 */
export const validateAdf = (value: unknown): readonly AdfProblem[] => {
  const validator = new Validator()
  if (!isNode(value) || value.type !== 'doc') return [{ where: '', what: 'This is not a document.' }]
  validator.checkNode(value, { where: '', parent: '', depth: 0 })
  return validator.problems
}

interface Place {
  readonly where: string
  readonly parent: string
  readonly depth: number
}

type Members = Readonly<Record<string, unknown>>

class Validator {
  readonly problems: AdfProblem[] = []

  checkNode(value: unknown, place: Place): void {
    if (this.problems.length >= MOST_PROBLEMS) return
    if (!isNode(value)) return this.tell(place.where, 'This is not a node.')
    const rule = nodeRules.get(value.type)
    if (rule === undefined) return this.tell(place.where, `There is no node ${JSON.stringify(value.type)}.`)
    if (place.parent !== '' && !isChildAllowed(value.type, place.parent)) {
      this.tell(place.where, `${value.type} may not be in ${place.parent}.`)
    }
    const node: Members = { ...value }
    this.checkMembers(node, value.type, rule, place)
    this.checkAttributes(node['attrs'], value.type, rule, place.where)
    this.checkNodeMarks(node['marks'], value.type, place)
    if (value.type === 'text') this.checkText(node['text'], place)
    this.checkContent(node['content'], value.type, rule, place)
  }

  private tell(where: string, what: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ where, what })
  }

  private checkMembers(node: Members, type: string, rule: NodeRule, { where, parent }: Place): void {
    if (type === 'doc' && node['version'] !== 1) this.tell(where, 'The version of a document is 1.')
    const known = new Set(['type'])
    if (type === 'doc') known.add('version')
    if (type === 'text') known.add('text')
    if (rule.attrs !== undefined) known.add('attrs')
    if (rule.content !== undefined) known.add('content')
    if (marksAllowed(type, parent) !== undefined) known.add('marks')
    if (rule.isOpen === true) return
    for (const name of Object.keys(node)) {
      if (!known.has(name)) this.tell(`${where}/${escaped(name)}`, `${type} has no ${JSON.stringify(name)}.`)
    }
  }

  private checkAttributes(value: unknown, type: string, rule: NodeRule, where: string): void {
    if (rule.attrs === undefined) return
    if (value === undefined) {
      const isNeeded = rule.areAttrsRequired ?? rule.attrs.every(({ required }) => required.length > 0)
      if (isNeeded) this.tell(where, `${type} needs attrs.`)
      return
    }
    // A node in none of its forms is told of by the form that it comes nearest to.
    const tries = rule.attrs.map((form) => attributeProblems(value, form, type, `${where}/attrs`))
    const nearest = tries.reduce((best, next) => (next.length < best.length ? next : best))
    for (const { where: at, what } of nearest) this.tell(at, what)
  }

  private checkNodeMarks(value: unknown, type: string, { where, parent }: Place): void {
    const allowed = marksAllowed(type, parent)
    if (value === undefined || allowed === undefined) return
    if (!Array.isArray(value)) return this.tell(`${where}/marks`, 'Marks are a list.')
    const seen = new Set<string>()
    for (const [index, mark] of value.entries()) {
      const at = `${where}/marks/${index}`
      if (this.problems.length >= MOST_PROBLEMS) return
      if (!isNode(mark)) this.tell(at, 'This is not a mark.')
      else {
        this.checkMark({ ...mark }, mark.type, at)
        if (!allowed.includes(mark.type)) this.tell(at, `${type} in ${parent} may not be marked ${mark.type}.`)
        if (seen.has(mark.type)) this.tell(at, `${mark.type} is there twice.`)
        seen.add(mark.type)
      }
    }
    if (type === 'text' && seen.has('code') && [...seen].some((mark) => !CODE_MARKS.includes(mark))) {
      this.tell(`${where}/marks`, 'Beside code there may only be link and annotation.')
    }
    if (seen.has('alignment') && seen.has('indentation')) {
      this.tell(`${where}/marks`, 'There may not be both alignment and indentation.')
    }
  }

  private checkMark(mark: Members, type: string, where: string): void {
    const rule = markRules.get(type)
    if (rule === undefined) return this.tell(where, `There is no mark ${JSON.stringify(type)}.`)
    for (const name of Object.keys(mark)) {
      if (name !== 'type' && (name !== 'attrs' || rule === null)) {
        this.tell(`${where}/${escaped(name)}`, `mark ${type} has no ${JSON.stringify(name)}.`)
      }
    }
    if (rule === null) return
    if (mark['attrs'] === undefined) return this.tell(where, `mark ${type} needs attrs.`)
    for (const { where: at, what } of attributeProblems(mark['attrs'], rule, `mark ${type}`, `${where}/attrs`)) {
      this.tell(at, what)
    }
  }

  private checkText(value: unknown, { where, parent }: Place): void {
    if (typeof value !== 'string') this.tell(where, 'A text node needs a text.')
    else if (value === '') this.tell(`${where}/text`, 'A text may not be empty.')
    else if (parent !== 'codeBlock' && /[\r\n]/.test(value)) {
      this.tell(`${where}/text`, 'A line end in a text is a hardBreak.')
    }
  }

  private checkContent(value: unknown, type: string, rule: NodeRule, { where, depth }: Place): void {
    if (rule.content === undefined) return
    const least = rule.least ?? 0
    if (value === undefined) {
      if (least > 0 || rule.isContentRequired === true) this.tell(where, `${type} needs content.`)
      return
    }
    const at = `${where}/content`
    if (!Array.isArray(value)) return this.tell(at, 'Content is a list.')
    if (value.length < least) this.tell(at, `${type} needs at least ${least} in it.`)
    if (rule.most !== undefined && value.length > rule.most) this.tell(at, `${type} has room for ${rule.most} at most.`)
    if (depth >= MAX_DEPTH) return this.tell(at, `This is nested deeper than ${MAX_DEPTH} times.`)
    const [first, second] = rule.isOrdered === true ? [...rule.content] : []
    for (const [index, child] of value.entries()) {
      if (this.problems.length >= MOST_PROBLEMS) return
      const expected = index === 0 ? first : second
      if (expected !== undefined && isNode(child) && child.type !== expected && rule.content.has(child.type)) {
        this.tell(`${at}/${index}`, `Here ${type} has ${expected}.`)
      }
      this.checkNode(child, { where: `${at}/${index}`, parent: type, depth: depth + 1 })
    }
  }
}

const attributeProblems = (
  value: unknown,
  { known, required }: Attributes,
  owner: string,
  where: string,
): readonly AdfProblem[] => {
  if (!isRecord(value)) return [{ where, what: 'Attributes are an object.' }]
  const missing = required
    .filter((name) => value[name] === undefined)
    .map((name) => ({ where, what: `${owner} needs ${name}.` }))
  const wrong = Object.entries(value).flatMap(([name, entry]) => {
    if (entry === undefined) return []
    const kind = known.get(name)
    const at = `${where}/${escaped(name)}`
    if (kind === undefined) return [{ where: at, what: `${owner} has no attribute ${JSON.stringify(name)}.` }]
    return kind.fits(entry) ? [] : [{ where: at, what: `${name} of ${owner} is not ${kind.name}.` }]
  })
  return [...missing, ...wrong]
}

/** A name as a part of a JSON pointer. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')
