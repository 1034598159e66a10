import { textWidth } from '@mmd/rich-text'
import { expect, test } from 'vitest'
import { openWorld } from '../../app/testing.ts'
import { drawModal } from '../modals/modals.ts'
import { plainTheme } from '../testing.ts'
import { preferences } from './settings.ts'

test.each([
  [40, 10],
  [80, 24],
  [120, 36],
  [200, 60],
])('the settings fit into %i × %i, and the one under the cursor is always seen', async (columns, rows) => {
  const world = await openWorld({ size: { columns, rows } })
  world.app.open({ kind: 'preferences', file: '/etc/mmd-tui/a-long-folder/config.yaml', cursor: 0, onChange: () => {} })
  for (const { label } of preferences) {
    const drawn = drawModal(world.app, world.modal('preferences'), plainTheme)
    const lines = drawn?.lines ?? []
    expect(new Set(lines.map((line) => textWidth(line)))).toEqual(new Set([drawn?.width]))
    expect(lines.length).toBeLessThan(rows)
    expect(lines.join('\n')).toContain(`▸ ${label} `)
    expect(lines.join('\n')).toContain('Esc')
    world.press('j')
  }
})
