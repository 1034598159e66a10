import { textWidth } from '@mmd/rich-text'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { siteLabels } from './site-labels.ts'

const labelsOf = (names: readonly string[], most: number): readonly string[] => [...siteLabels(names, most).values()]

test('names that have room stay whole', () => {
  expect(labelsOf(['acme', 'beta'], 10)).toEqual(['acme', 'beta'])
})

test('long names that begin alike keep their ends', () => {
  expect(labelsOf(['customer-support-emea', 'customer-support-apac'], 10)).toEqual(['custo…emea', 'custo…apac'])
})

test('long names that begin and end alike are told apart by a number', () => {
  expect(labelsOf(['customer-emea-live', 'customer-apac-live'], 10)).toEqual(['customer…1', 'customer…2'])
})

test('no label is too wide, and no two are the same', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,32}$/)
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 2, maxLength: 12 }),
      fc.integer({ min: 4, max: 16 }),
      (names, most) => {
        const labels = labelsOf(names, most)
        expect(new Set(labels).size).toBe(names.length)
        for (const label of labels) expect(textWidth(label)).toBeLessThanOrEqual(most)
      },
    ),
  )
})
