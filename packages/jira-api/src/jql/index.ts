// The query language, apart from any site: what a text says, what is wrong with it, and what could stand next. Loads nothing
// of the network; every function takes any text and never throws.

export { toJqlProblem } from '../model/read-jql.ts'
export { doubtOf } from './judge.ts'
export { type JqlKnown, joinJqlData } from './known.ts'
export { type JqlOffer, type JqlText, offersAt, takeOffer, valueFieldAt } from './offers.ts'
export { quoteJql, unquoteJql } from './quote.ts'
export { type JqlContext, type JqlReading, type JqlSpan, readJql } from './read.ts'
export { faultOfProblem, faultWords } from './site-fault.ts'
export type { JqlFault } from './token.ts'
export type { JqlRole } from './walker.ts'
