import { describe, expect, it } from 'vitest'
import { createMemo } from './memo.ts'

const counted = (limit: number) => {
  const computed: string[] = []
  const memo = createMemo<string>(limit, (value) => value.length)
  const get = (key: string): string =>
    memo.get(key, () => {
      computed.push(key)
      return key.toUpperCase()
    })
  return { get, computed }
}

describe('createMemo', () => {
  it('computes a result once', () => {
    const { get, computed } = counted(100)
    expect([get('a'), get('a')]).toEqual(['A', 'A'])
    expect(computed).toEqual(['a'])
  })

  it('keeps what is asked for again and again, and forgets the rest', () => {
    const { get, computed } = counted(20)
    get('used')
    for (let index = 0; index < 50; index++) {
      get(`k${index}`)
      get('used')
    }
    expect(computed.filter((key) => key === 'used')).toHaveLength(1)
    get('k0')
    expect(computed.filter((key) => key === 'k0')).toHaveLength(2)
  })

  it('does not hold a result that is heavier than the limit', () => {
    const { get, computed } = counted(10)
    get('a very long key')
    get('a very long key')
    expect(computed).toHaveLength(2)
  })
})
