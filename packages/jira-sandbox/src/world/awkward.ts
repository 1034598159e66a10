import { deletedUserKey } from './people.ts'
import type { SandboxComment, SandboxIssue } from './world.ts'

/** One issue that a careless client trips over. */
export interface AwkwardIssue {
  readonly key: string
  /** What is wrong with it. */
  readonly trap: string
}

interface Awkwardness extends AwkwardIssue {
  readonly change: (issue: SandboxIssue) => void
}

const summary =
  (text: string): Awkwardness['change'] =>
  (issue) => {
    issue.summary = text
  }

const comment = (issue: SandboxIssue, id: number, body: string, authorKey: string | null): SandboxComment => ({
  id: String(id),
  authorKey,
  body,
  updateAuthorKey: authorKey,
  created: issue.created + 60_000,
  updated: issue.created + 60_000,
})

const longLine = 'Stack dump without a single break: 0123456789abcdef '.repeat(2048).slice(0, 102_400)

const traps: readonly Awkwardness[] = [
  {
    key: 'PAY-101',
    trap: 'an escape sequence in the summary',
    change: summary('Terminal log pasted: \u001b[31mERROR\u001b[0m in settlement \u001b]0;owned\u0007'),
  },
  {
    key: 'PAY-102',
    trap: 'a bidi override in the summary',
    change: summary('Invoice \u202efdp.exe\u202c cannot be opened'),
  },
  {
    key: 'PAY-103',
    trap: 'U+2028 and U+2029 in the summary',
    change: summary('Line\u2028separator and paragraph\u2029separator from a pasted mail'),
  },
  {
    key: 'PAY-104',
    trap: 'Han, kana and Hangul in the summary',
    change: summary('返金メールの通貨が間違っています / 退款金额显示错误 / 환불 금액 오류'),
  },
  {
    key: 'PAY-105',
    trap: 'emoji with joiners, flags and skin tones',
    change: summary('👩‍👩‍👧‍👦 family plan 🇸🇪 charged twice 👍🏽 ✈️ e\u0301'),
  },
  {
    key: 'PAY-106',
    trap: 'Arabic and Hebrew in the summary',
    change: summary('خطأ في عملة رسالة استرداد المبلغ (שגיאה במטבע) for order 1042'),
  },
  { key: 'PAY-107', trap: 'blanks before and after the summary', change: summary('   Refund stuck since Friday   ') },
  {
    key: 'PAY-108',
    trap: 'a summary of 245 characters',
    change: summary('Settlement file rejected because the reference is too long: '.repeat(5).slice(0, 245)),
  },
  {
    key: 'PAY-109',
    trap: 'a comment of 100 KB on one line',
    change: (issue) => {
      issue.summary = 'Crash dump attached as a comment'
      issue.comments = [comment(issue, 19_001, longLine, issue.reporterKey)]
    },
  },
  {
    key: 'PAY-110',
    trap: 'comments without an author and by a deleted account',
    change: (issue) => {
      issue.summary = 'Old discussion about rounding'
      issue.comments = [
        comment(issue, 19_011, 'Imported from the old tracker.', null),
        comment(issue, 19_012, 'I left the company, but this is still wrong.', deletedUserKey),
      ]
    },
  },
  {
    key: 'PAY-111',
    trap: 'no description, no reporter, broken wiki markup, a stack trace typed into Labels',
    change: (issue) => {
      issue.summary = 'Labels used as a text field'
      issue.description =
        '{code:java}\nint never = closed;\n||a table|in a macro||\n{panel}{html}<b>no</b>{section}{unknown:x=1}'
      issue.reporterKey = null
      issue.labels = ['^', 'at', '(native)', 'C:\\Users\\build\\longjohn.js:185', 'Zürich', '支払い']
    },
  },
  {
    key: 'PAY-112',
    trap: 'CRLF, lone CR, NBSP, zero-width and control characters in the description',
    change: (issue) => {
      issue.summary = 'Text copied out of a word processor'
      issue.description =
        'First line\r\nsecond\rthird\u00a0with\u200bzero\u200dwidth\ufeff and \u0007bell \u007f del\r\n\u001b[2Jcleared'
    },
  },
]

/** The awkward issues of a world of 40 issues or more, in the order of their keys. */
export const awkwardIssues: readonly AwkwardIssue[] = traps.map(({ key, trap }) => ({ key, trap }))

/** Makes an ordinary issue awkward when its key asks for it. */
export const makeAwkward = (issue: SandboxIssue): void => {
  traps.find(({ key }) => key === issue.key)?.change(issue)
}
