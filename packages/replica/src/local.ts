export * from './background.ts'
export * from './index.ts'
