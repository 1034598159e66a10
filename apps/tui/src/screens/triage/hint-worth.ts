/**
 * The actions that somebody new to the screen needs most, the most needed first: where there is not room for the hints of
 * all, these have it. Those that are not named here come behind them, in the order of the table.
 */
export const needed: readonly string[] = [
  'board.move-right',
  'board.move-left',
  'issue.open',
  'issue.assign',
  'issue.status',
  'issue.comment',
  'inbox.open',
  'list.filter',
  'list.mark',
  'app.undo',
  'board.quick-filters',
  'issue.priority',
  'issue.new',
  'issue.labels',
  'issue.edit',
  'view.jql',
  'site.switch',
  'issue.snooze',
  'issue.duplicate',
  'issue.assign-to-me',
  'macro.run',
  'board.rank-up',
  'board.rank-down',
]

/** How soon an action is to have a hint: the lower, the sooner. */
export const hintWorth = (id: string): number => {
  const at = needed.indexOf(id)
  return at === -1 ? needed.length : at
}
