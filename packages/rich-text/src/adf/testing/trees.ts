import fc from 'fast-check'
import type { Block, HeadingLevel, Inline, ListItem, Marked } from '../../document/document.ts'

const words = fc.oneof(
  fc.constantFrom('', ' ', 'word', 'two words', 'a\nb\r\nc', 'see https://example.com/a?b=(c).', 'https://', '\u0000'),
  fc.string({ maxLength: 12 }),
)
const addresses = fc.oneof(
  words,
  fc.constantFrom('https://example.com/x', '#here', 'javascript:x', 'http://a/browse/PAY-1'),
)
const colours = fc.constantFrom('red', '#f00', '#A0B1C2', 'nonsense', '')
const wiki = fc.record({ from: fc.nat(9), to: fc.nat(9) })

const looks = fc.record(
  {
    marks: fc.array(
      fc.constantFrom('strong', 'emphasis', 'code', 'strike', 'inserted', 'sup', 'sub', 'cite' as const),
      { maxLength: 4 },
    ),
    colour: colours,
    background: colours,
    origin: wiki,
  },
  { requiredKeys: [] },
) satisfies fc.Arbitrary<Marked>

const kind = <T extends string>(type: T): fc.Arbitrary<T> => fc.constant(type)

/** Any inlines and blocks, also such as no text would give; without nodes that they came from. */
export const { inlines, blocks } = fc.letrec<{
  inline: Inline
  inlines: readonly Inline[]
  item: ListItem
  block: Block
  blocks: readonly Block[]
}>((tie) => ({
  inline: fc
    .tuple(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.record({ type: kind('text'), text: words }),
        fc.record({ type: kind('mention'), user: words, name: words }, { requiredKeys: ['type', 'user'] }),
        fc.record({ type: kind('image'), source: addresses, alt: words }, { requiredKeys: ['type', 'source'] }),
        fc.record({ type: kind('attachment'), file: addresses, text: words }, { requiredKeys: ['type', 'file'] }),
        fc.record({ type: kind('break') }),
        fc.record({ type: kind('emoji'), text: words, source: fc.oneof(words, fc.constant(':smile:')) }),
        fc.record({ type: kind('issue-key'), key: words }),
        fc.record({ type: kind('anchor'), name: words }),
        fc.record({ type: kind('macro'), source: words }),
        fc.record({ type: kind('status'), text: words, tone: fc.oneof(colours, kind('green')) }),
        fc.record({
          type: kind('date'),
          date: fc.oneof(words, fc.constantFrom('2026-02-29', '2024-02-29', '2026-99-01')),
        }),
        fc.record({ type: kind('placeholder'), text: words }),
        fc.record(
          {
            type: kind('link'),
            href: addresses,
            content: tie('inlines'),
            title: words,
            isCard: fc.constant<true>(true),
          },
          { requiredKeys: ['type', 'href', 'content'] },
        ),
      ),
      looks,
    )
    .map(([inline, look]): Inline => ({ ...inline, ...look })),
  inlines: fc.array(tie('inline'), { maxLength: 4 }),
  item: fc.record({ blocks: tie('blocks') }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      {
        type: kind('paragraph'),
        content: tie('inlines'),
        continues: fc.constant<true>(true),
        align: fc.constantFrom('center' as const, 'end' as const),
        indent: fc.integer({ min: -1, max: 9 }),
        origin: wiki,
      },
      { requiredKeys: ['type', 'content'] },
    ),
    fc.record({ type: kind('heading'), level: fc.constantFrom<HeadingLevel>(1, 3, 6), content: tie('inlines') }),
    fc.record({ type: kind('rule') }),
    fc.record({ type: kind('code'), text: words, language: words, title: words }, { requiredKeys: ['type', 'text'] }),
    fc.record({ type: kind('noformat'), text: words, title: words }, { requiredKeys: ['type', 'text'] }),
    fc.record({ type: kind('card'), href: addresses, title: words }, { requiredKeys: ['type', 'href'] }),
    fc.record(
      {
        type: kind('list'),
        ordered: fc.boolean(),
        items: fc.array(tie('item'), { maxLength: 3 }),
        start: fc.integer({ min: -2, max: 9 }),
      },
      { requiredKeys: ['type', 'ordered', 'items'] },
    ),
    fc.record({
      type: kind('tasks'),
      items: fc.array(fc.record({ done: fc.boolean(), blocks: tie('blocks') }), { maxLength: 3 }),
    }),
    fc.record({ type: kind('decisions'), items: fc.array(tie('item'), { maxLength: 3 }) }),
    fc.record({ type: kind('quote'), blocks: tie('blocks') }),
    fc.record(
      {
        type: kind('panel'),
        blocks: tie('blocks'),
        title: words,
        colour: colours,
        kind: fc.constantFrom('info', 'note', 'success', 'warning', 'error', 'tip' as const),
      },
      { requiredKeys: ['type', 'blocks'] },
    ),
    fc.record({ type: kind('expand'), title: words, blocks: tie('blocks') }),
    fc.record({ type: kind('columns'), columns: fc.array(tie('item'), { maxLength: 8 }) }),
    fc.record(
      {
        type: kind('table'),
        rows: fc.array(
          fc.record({
            cells: fc.array(
              fc.record(
                {
                  header: fc.boolean(),
                  blocks: tie('blocks'),
                  columns: fc.nat(3),
                  rows: fc.nat(3),
                  background: colours,
                },
                { requiredKeys: ['header', 'blocks'] },
              ),
              { maxLength: 3 },
            ),
          }),
          { maxLength: 3 },
        ),
        numbered: fc.constant<true>(true),
      },
      { requiredKeys: ['type', 'rows'] },
    ),
    fc.record(
      {
        type: kind('media'),
        items: fc.array(
          fc.oneof(
            fc.record({ type: kind('image'), source: addresses, alt: words }, { requiredKeys: ['type', 'source'] }),
            fc.record({ type: kind('attachment'), file: addresses, text: words }, { requiredKeys: ['type', 'file'] }),
          ),
          { maxLength: 3 },
        ),
        caption: tie('inlines'),
      },
      { requiredKeys: ['type', 'items'] },
    ),
    fc.record({ type: kind('macro'), source: words, blocks: tie('blocks') }, { requiredKeys: ['type', 'source'] }),
  ),
  blocks: fc.array(tie('block'), { maxLength: 4 }),
}))
