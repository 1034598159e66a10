import { describe, expect, test } from 'vitest'
import { openFixture } from '../fixture.ts'
import { recordTour } from './record-tour.ts'
import type { Tour } from './tour.ts'
import { tourSvg } from './tour-svg.ts'
import { tours } from './tours.ts'
import { toursPage } from './tours-page.ts'

const tour: Tour = {
  name: 'short',
  title: 'Keys & <what> they do',
  steps: [
    { words: 'It is there.', until: 'ready', seconds: 1 },
    { keys: ['down'], key: '↓', words: 'One further.' },
    { type: 'ab', after: ['enter'], key: 'ab', words: 'Two letters & a line.', seconds: 1.5 },
  ],
}

const record = async (): Promise<string> => {
  await using screen = await openFixture('echo-keys')
  return tourSvg(await recordTour(screen, tour), tour.title)
}

/** A document whose tags are closed in order. */
const openTags = (svg: string): readonly string[] => {
  const open: string[] = []
  for (const [, slash, name = '', rest = ''] of svg.matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
    if (slash === '/') expect(open.pop()).toBe(name)
    else if (!rest.endsWith('/')) open.push(name)
  }
  return open
}

describe('a tour as SVG', () => {
  test('is well-formed, says what is done, and has no script', async () => {
    const svg = await record()
    expect(openTags(svg)).toEqual([])
    expect(svg).toContain('<title>Keys &amp; &lt;what&gt; they do</title>')
    expect(svg).toContain('ab: Two letters &amp; a line.')
    expect(svg).not.toMatch(/<script|href="(?!#)/)
  })

  test('has each frame, and every row that it points to once', async () => {
    const svg = await record()
    expect(svg.match(/<g class="f[^>]*>/g)).toHaveLength(tour.steps.length)
    const defined = [...svg.matchAll(/<g id="(r\d+)">/g)].map(([, id]) => id)
    const used = new Set([...svg.matchAll(/href="#(r\d+)"/g)].map(([, id]) => id))
    expect(new Set(defined).size).toBe(defined.length)
    expect(used).toEqual(new Set(defined))
  })

  test('shows the last frame to whoever wants no motion', async () => {
    const svg = await record()
    expect(svg).toContain('@media not (prefers-reduced-motion:reduce)')
    expect(svg).toMatch(/class="f last" id="f2"/)
    expect(svg).toContain('@keyframes k1{0%{visibility:hidden}22.22%{visibility:visible}66.67%{visibility:hidden}}')
  })

  test('is the same bytes each time', async () => {
    expect(await record()).toBe(await record())
  })
})

test('no tour has a step without words, or one that is too short to read', () => {
  for (const { steps } of tours)
    for (const { words, seconds = 2 } of steps) {
      expect(words).not.toBe('')
      expect(seconds).toBeGreaterThanOrEqual(1.5)
    }
})

test('the page says what happens in each tour, for those who do not see it', () => {
  const page = toursPage([tour])
  expect(page).toContain('## Keys & <what> they do')
  expect(page).toContain('![Keys & <what> they do](tours/short.svg)')
  expect(page).toContain('2. `↓` One further.')
})
