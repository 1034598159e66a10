import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localKey } from '@mmd/replica'
import { makePlan, type Plan } from '../plan/make-plan.ts'
import { type Stock, takeStock } from '../plan/stock.ts'
import { createTokens } from '../plan/texts.ts'
import type { Random } from '../random.ts'
import type { Site } from '../site.ts'

/** What a run begins with. */
export interface Prepared {
  readonly stock: Stock
  readonly plan: Plan
}

/** Furnishes the issues of a run and thinks up what is to be done with them; files to attach lie in the folder. */
export const prepare = async (site: Site, random: Random, folder: string): Promise<Prepared> => {
  const { deployment, me } = site
  const chosen = join(folder, 'chosen')
  mkdirSync(chosen, { recursive: true })
  const next = createTokens()
  const stock = await takeStock(site, next)
  let made = 0
  const newKey = (): ReturnType<typeof localKey> => {
    made += 1
    return localKey('PAY', made)
  }
  const writeFile = (name: string, content: string): string => {
    const path = join(chosen, name)
    writeFileSync(path, content)
    return path
  }
  return { stock, plan: makePlan({ random, next, stock, deployment, me, newKey, writeFile }) }
}
