const reserved: ReadonlySet<string> = new Set(
  (
    'abort access add after alter and any are as asc at audit avg before begin between boolean break by byte catch cf char ' +
    'character check checkpoint collate collation column commit connect continue count create current date decimal declare ' +
    'decrement default defaults define delete delimiter desc difference distinct divide do double drop else empty encoding ' +
    'end equals escape exclusive exec execute exists explain false fetch file field first float for from function go goto ' +
    'grant greater group having identified if immediate in increment index initial inner inout input insert int integer ' +
    'intersect intersection into is isempty isnull join last left less like limit lock long max min minus mode modify modulo ' +
    'more multiply next noaudit not notin nowait null number object of on option or order outer output power previous prior ' +
    'privileges public raise raw remainder rename resource return returns revoke right row rowid rownum rows select session ' +
    'set share size sqrt start strict string subtract sum synonym table then to trans transaction trigger true uid union ' +
    'unique update user validate values view when whenever where while with'
  ).split(' '),
)

/** True for a word that must be quoted to be a field or a value. */
export const isReservedWord = (word: string): boolean => reserved.has(word.toLowerCase())

/** What may follow WAS and CHANGED. */
export const predicates = ['after', 'before', 'during', 'on', 'by', 'from', 'to'] as const
export type JqlPredicate = (typeof predicates)[number]

/** The predicate that a word is, in any case. */
export const toPredicate = (word: string): JqlPredicate | undefined =>
  predicates.find((predicate) => predicate === word.toLowerCase())

/** All operators, as the catalogue of a site writes them. */
export const allOperators: readonly string[] =
  '=|!=|in|not in|is|is not|~|!~|>|>=|<|<=|was|was not|was in|was not in|changed'.split('|')
