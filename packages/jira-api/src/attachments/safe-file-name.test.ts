import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberedName, safeFileName } from './safe-file-name.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['Übersicht 2026 (final).xlsx', 'Übersicht 2026 (final).xlsx'],
  ['日本語.txt', '日本語.txt'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\Windows\\system.ini', 'system.ini'],
  ['C:\\temp\\a.txt', 'a.txt'],
  ['.bashrc', 'bashrc'],
  ['-rf', 'rf'],
  ['..', 'file'],
  ['', 'file'],
  ['   ', 'file'],
  ['a/', 'a'],
  ['a<b>:c|d?.txt', 'a_b__c_d_.txt'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['com1.tar.gz', '_com1.tar.gz'],
  ['COM\u00b9.log', '_COM\u00b9.log'],
  ['console.log', 'console.log'],
  ['name. . .', 'name'],
  ['a\u0000b\u001b[31mc.txt', 'abc.txt'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['e\u0301.txt', '\u00e9.txt'],
])('saves %j as %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('keeps the ending of a name that is too long', () => {
  const name = safeFileName(`${'ä'.repeat(400)}.tar.gz`)
  expect(name).toMatch(/^ä+\.tar\.gz$/)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180)
})

test.each([
  ['a.txt', 1, 'a.txt'],
  ['a.txt', 2, 'a (2).txt'],
  ['a.tar.gz', 3, 'a (3).tar.gz'],
  ['a', 10, 'a (10)'],
])('numbers %s with %i as %s', (name, count, numbered) => {
  expect(numberedName(name, count)).toBe(numbered)
})

test('is one part of a path, plain, short and the same when it is made safe again, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 9_999 }), (name, count) => {
      const safe = safeFileName(name)
      expect(safe).not.toMatch(/[\p{Cc}<>:"/\\|?*]|^[\s.~-]|[\s.]$|^$/u)
      expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
      expect(safe.isWellFormed()).toBe(true)
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(180)
      expect(safeFileName(safe)).toBe(safe)
      expect(Buffer.byteLength(numberedName(safe, count))).toBeLessThanOrEqual(180)
    }),
  )
})
