export * from './local.ts'
