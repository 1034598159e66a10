import fc from 'fast-check'
import { expect, test } from 'vitest'
import { processorTime } from '../app/testing/patience.ts'
import { hostileLine } from '../screens/testing.ts'
import { tellingCodes } from './telling-codes.ts'

const isKey = (code: string): boolean => code.startsWith('PAY-')
const codesIn = (text: string): readonly string[] => tellingCodes(text, isKey)

test.each([
  ['an exception', 'java.lang.NullPointerException: null', ['NullPointerException']],
  ['a code in capitals', 'failed with ERR_CERT_DATE_INVALID today', ['ERR_CERT_DATE_INVALID']],
  ['a number of Windows', 'The update says 0x80070005.', ['0x80070005']],
  ['a code of a database, but no key', 'ORA-00942 as in PAY-1234', ['ORA-00942']],
  ['the innermost call', '  at com.acme.shop.Basket.total(Basket.java:12)', ['Basket total']],
  ['nothing in prose', 'It stops at once. Nothing works.', []],
])('%s is found', (_what, text, expected) => {
  expect(codesIn(text)).toEqual(expected)
})

test('any text gives a few codes in no time', () => {
  fc.assert(
    fc.property(hostileLine, fc.nat(500), (text, times) => {
      const spent = processorTime(() => {
        expect(codesIn(text.repeat(times + 1)).length).toBeLessThanOrEqual(4)
      })
      expect(spent).toBeLessThan(1_000)
    }),
  )
})
