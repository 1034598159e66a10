import type { Tour, TourStep } from './tour.ts'

/** The way to the view of the tours, wherever it stands among the others. */
const bugs = (words: string): readonly TourStep[] => [
  {
    keys: [':'],
    type: 'untriaged bugs',
    key: ':',
    words: 'Everything has a name: views, actions, issues.',
    until: '▸',
  },
  { after: ['enter'], key: 'Enter', words, until: /─ Untriaged bugs ─[^]*Reporter/ },
]

const triage: Tour = {
  name: 'triage',
  title: 'Triage: one issue, from the list to a decision',
  steps: [
    {
      words: 'Untriaged is what nobody has taken yet. The preview is there without a request.',
      until: 'Reporter',
      seconds: 3,
    },
    { keys: ['j'], key: 'j', words: 'One down: the preview follows.', until: '─ PAY-1363 ─' },
    { keys: ['j'], key: 'j', words: 'And one more.', until: '─ OPS-399 ─' },
    {
      keys: ['A'],
      key: 'A',
      words: 'Assigned to me: the row changes at once, the site is told behind it.',
      until: /Assignee +Mira Lindqvist/,
      seconds: 2.5,
    },
    { keys: ['s'], key: 's', words: 'The ways that lead on from its status.', until: 'Start work' },
    { type: 'prog', key: 'prog', words: 'A few letters narrow any list.' },
    { after: ['enter'], key: 'Enter', words: 'In progress.', until: /→ In Progress/, seconds: 2.5 },
    { keys: ['c'], key: 'c', words: 'A comment, in Markdown.', until: 'Comment on OPS-399', seconds: 1.5 },
    { type: 'I take this one, **today**.', key: '…', words: 'A draft survives Esc, and a crash.' },
    { after: ['ctrl-s'], key: 'Ctrl-S', words: 'Sent.', until: 'commented', seconds: 2.5 },
    {
      keys: ['u'],
      key: 'u',
      words: 'Taking back: what cannot be unsaid is said first.',
      until: 'Take back:',
      seconds: 2.5,
    },
    {
      after: ['enter'],
      key: 'Enter',
      words: 'The comment is gone, here and on the site. Ctrl-R sends it again.',
      until: 'Taken back',
      seconds: 3.5,
    },
  ],
}

const inbox: Tour = {
  name: 'inbox',
  title: 'Inbox: one key decides, the next issue is there',
  steps: [
    ...bugs('The bugs that nobody has looked at: a favourite filter of the site.'),
    {
      keys: ['i'],
      key: 'i',
      words: 'The inbox: one issue after the other, and what looks like it.',
      until: '60 left',
      seconds: 2.5,
    },
    { keys: ['y'], key: 'y', words: 'Accepted. The next one is there by itself.', until: 'PAY-1363 accepted' },
    { keys: ['z'], key: 'z', words: 'This one can wait …', until: 'Snooze' },
    { after: ['enter'], key: 'Enter', words: '… and comes back by itself.', until: '2 decided' },
    { keys: ['x'], key: 'x', words: 'Declined, with a reason …', until: 'why?' },
    { type: 'cannot', key: 'cannot', words: '… which becomes a comment.', until: '▸ Cannot reproduce', seconds: 1.5 },
    { after: ['enter'], key: 'Enter', words: 'Closed by the way that says so.', until: '3 decided', seconds: 2.5 },
    { keys: ['A'], key: 'A', words: 'I take that one.', until: '4 decided' },
    { words: 'Stack trace visible to the customer: three issues look like it.', until: /1 +\d+% PAY-\d+/, seconds: 3 },
    { keys: ['d'], key: 'd', words: 'A duplicate, of which one?', until: 'is a duplicate of' },
    {
      keys: ['1'],
      key: '1',
      words: 'Linked, commented, closed; its watchers follow the original.',
      until: 'closed as a duplicate of PAY-',
      seconds: 3,
    },
    {
      keys: ['u'],
      key: 'u',
      words: 'No, it was not. What is taken back is said first …',
      until: 'Take back:',
      seconds: 3,
    },
    {
      after: ['enter'],
      key: 'Enter',
      words: '… all of it, and the issue is here again.',
      until: 'Taken back',
      seconds: 3.5,
    },
  ],
}

const many: Tour = {
  name: 'many-at-once',
  title: 'Many at once: marks, a plan, one undo, a macro',
  steps: [
    ...bugs('Sixty bugs: a favourite filter of the site.'),
    { keys: ['*'], key: '*', words: 'All of them are marked; x marks one, V a range.', until: '60 marked' },
    { keys: ['p'], key: 'p', words: 'A priority for all.', until: 'Priority of 60 issues', seconds: 1.5 },
    { type: 'high', key: 'high', words: 'A few letters narrow any list.', seconds: 1.5 },
    {
      after: ['enter'],
      key: 'Enter',
      words: 'Before so many are changed, the plan: what changes, and what is so already.',
      until: 'Plan: 60 issues',
      seconds: 3.5,
    },
    {
      after: ['enter'],
      key: 'Enter',
      words: 'What became of each, and why one was not taken.',
      until: /✓ \d+ of \d+ done/,
      seconds: 3.5,
    },
    { keys: ['u'], key: 'u', words: 'One key takes all of it back.', until: /Taken back|Take back/, seconds: 3 },
    { keys: ['esc', 'g', 'M'], key: 'M', words: 'A macro is recorded …', until: '● REC', seconds: 1.5 },
    { keys: ['A'], key: 'A', words: '… by doing it once: assign to me …', until: 'REC 1', seconds: 1.5 },
    { keys: ['l'], type: 'triaged', key: 'l', words: '… and a label.', until: 'new', seconds: 1.5 },
    { after: ['enter'], key: 'Enter', words: 'Two actions.', until: 'REC 2', seconds: 1.5 },
    {
      keys: ['M'],
      type: 'Take it',
      after: ['enter', 'enter'],
      key: 'M',
      words: 'A name, and there it is as text.',
      until: 'actions:',
      seconds: 3,
    },
    { keys: ['ctrl-s'], key: 'Ctrl-S', words: 'Kept in config.yaml.', until: 'Take it is kept', seconds: 1.5 },
    { keys: ['j', 'x', 'x', 'x'], key: 'x x x', words: 'Three other issues …', until: '3 marked', seconds: 1.5 },
    {
      keys: ['m', 'enter'],
      key: 'm',
      words: '… and the macro on them: first its plan.',
      until: 'Plan: Take it',
      seconds: 3,
    },
    { after: ['enter'], key: 'Enter', words: 'Done, as one change: one u takes it back.', until: /✓ 3/, seconds: 3.5 },
  ],
}

export const tours: readonly Tour[] = [triage, inbox, many]
