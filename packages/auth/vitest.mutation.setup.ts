import fc from 'fast-check'

// Each of a thousand mutants meets the properties: a few examples find what a changed line breaks.
fc.configureGlobal({ numRuns: 20 })
