#!/usr/bin/env node
// The only file that any Node must be able to read: no import or export, no top-level await, no syntax after ES2017 but
// import(). Everything else is in main.js.
;(function () {
  'use strict'

  const needed = [24, 15]

  function isOldNode() {
    const parts = process.versions.node.split('.').map(Number)
    return parts[0] < needed[0] || (parts[0] === needed[0] && parts[1] < needed[1])
  }

  // The cache folder of env-paths for 'mmd-tui', without loading it.
  function cacheFolder() {
    const env = process.env
    const path = process.getBuiltinModule('path')
    const home = process.getBuiltinModule('os').homedir()
    if (env.MMD_HOME) return path.join(env.MMD_HOME, 'cache')
    if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'mmd-tui')
    if (process.platform === 'win32') {
      return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'mmd-tui', 'Cache')
    }
    return path.join(env.XDG_CACHE_HOME || path.join(home, '.cache'), 'mmd-tui')
  }

  if (isOldNode()) {
    console.error(
      'mmd-tui needs Node ' + needed.join('.') + ' or later, and this is Node ' + process.versions.node + '.',
    )
    console.error('Install it from https://nodejs.org (or: nvm install 24), then start mmd-tui again.')
    process.exitCode = 1
    return
  }

  // Step 1, before anything is loaded: what can be drawn at once is drawn here.

  // Step 2: compiled code is kept between runs. A folder that cannot be written costs the speed, nothing else.
  process.getBuiltinModule('module').enableCompileCache(cacheFolder())

  // Step 3: the program.
  import('./main.js').catch(function (error) {
    console.error(error)
    process.exitCode = 1
  })
})()
