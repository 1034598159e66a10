/** A step of the workflow of PAY on the sandbox that asks for nothing, by the numbers of statuses. */
interface Step {
  readonly from: string
  readonly to: string
  /** Only whoever has the issue may take it. */
  readonly needsMe?: boolean
}

const [open, inProgress, inReview, needsInfo, done, wontDo] = ['1', '3', '10001', '10002', '10003', '10004']

const steps: readonly Step[] = [
  { from: open, to: inProgress },
  { from: needsInfo, to: inProgress },
  { from: inProgress, to: open, needsMe: true },
  { from: inReview, to: inProgress },
  { from: needsInfo, to: open },
  { from: done, to: open },
  { from: wontDo, to: open },
]

/** For tests: whether the site lets me bring an issue from one status to another with nothing filled in. */
export const leads = (from: string, to: string): 'yes' | 'no' | 'if-mine' => {
  const step = steps.find((one) => one.from === from && one.to === to)
  if (step === undefined) return 'no'
  return step.needsMe === true ? 'if-mine' : 'yes'
}
