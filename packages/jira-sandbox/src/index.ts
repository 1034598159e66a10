export type { Answer, Exchange, Route, Scope } from './exchange.ts'
