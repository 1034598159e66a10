import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@mmd/replica'
import { expect, it, onTestFinished } from 'vitest'
import { commonWord, keyOf, rareWord } from './believable.ts'
import { placeCopy } from './copy-file.ts'
import { viewsOf } from './fill-copy.ts'

const issues = 60

it('a filled copy can be given to anybody, again and again, and its views are of this moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-bench-place-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const identity of ['https://one.example mira', 'https://other.example noah']) {
    const begun = Date.now()
    await placeCopy({ folder, identity }, issues, () => undefined)
    const store = openStore({ folder, identity })
    expect(store.opened.state).toBe('ready')
    expect(store.issues.count()).toBe(issues)
    const { all, fifth } = viewsOf(issues)
    const [opened] = store.views.list()
    expect(opened?.id).toBe(all.id)
    expect(opened?.askedAt).toBeGreaterThanOrEqual(begun)
    expect(store.views.get(all.id)?.keys).toHaveLength(issues)
    expect(store.views.get(fifth.id)?.keys).toHaveLength(issues / 5)
    expect(store.issues.detail(keyOf(issues))?.value.comments).toHaveLength(3)
    expect(store.issues.search(rareWord, 50).map(({ key }) => key)).toEqual([keyOf(17)])
    expect(store.issues.search(commonWord, issues).length).toBeGreaterThan(issues / 4)
    store.close()
  }
})
