import { isJson, type Json, toCount, toJson, toWord } from '../model/primitives.ts'

/** How many things of each kind developers have linked to an issue. */
export interface DevelopmentSummary {
  readonly pullRequests: number
  /** `OPEN`, `MERGED`, `DECLINED`: the most urgent one. */
  readonly pullRequestState: string | null
  readonly branches: number
  readonly commits: number
  readonly builds: number
  readonly failedBuilds: number
  readonly deployments: number
  readonly reviews: number
}

const overallOf = (summary: Json, type: string): Json => toJson(toJson(summary[type])['overall'])

const countOf = (summary: Json, type: string): number => toCount(overallOf(summary, type)['count'])

/** The object behind `summary` of a development status, in an issue's field as in the resource. */
export const readDevelopmentCounts = (value: unknown): DevelopmentSummary => {
  const summary = toJson(value)
  return {
    pullRequests: countOf(summary, 'pullrequest'),
    pullRequestState: toWord(overallOf(summary, 'pullrequest')['state']),
    branches: countOf(summary, 'branch'),
    commits: countOf(summary, 'repository'),
    builds: countOf(summary, 'build'),
    failedBuilds: toCount(overallOf(summary, 'build')['failedBuildCount']),
    deployments: countOf(summary, 'deployment-environment'),
    reviews: countOf(summary, 'review'),
  }
}

/** Where the JSON object that begins at `start` ends, or -1. Braces in texts do not count. */
const objectEnd = (text: string, start: number): number => {
  let depth = 0
  let inText = false
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (inText) {
      if (character === '\\') at += 1
      else if (character === '"') inText = false
    } else if (character === '"') inText = true
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return -1
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const longest = 200_000

/**
 * The development field: on Data Center a debug text with `devSummaryJson={…}` in it, on Cloud JSON in a text, `{}` when
 * there is nothing. Null for anything else.
 */
export const readDevelopment = (value: unknown): DevelopmentSummary | null => {
  if (typeof value !== 'string' || value.length > longest) return null
  const marker = 'devSummaryJson='
  const at = value.indexOf(marker)
  const start = at === -1 ? 0 : at + marker.length
  if (value[start] !== '{') return null
  const json = parsed(value.slice(start, at === -1 ? undefined : objectEnd(value, start)))
  if (!isJson(json)) return null
  const { cachedValue } = json
  return readDevelopmentCounts(toJson(isJson(cachedValue) ? cachedValue['summary'] : json['summary']))
}
