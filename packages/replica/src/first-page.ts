// What the first rows of the screen are read with: small, because they wait for it.
export { splitKey } from './combined/qualified-key.ts'
export { splitOrder } from './refresher/jql-order.ts'
export { visitedView } from './replica.ts'
export { type FirstPage, hasCopy, openFirstPage } from './store/first-page.ts'
