#!/usr/bin/env node
// Any Node must be able to read this file, so that an old one can say what it lacks. The program is in main.js.
;(function () {
  'use strict'

  const needed = [24, 15]

  function isTooOld() {
    const have = process.versions.node.split('.').map(Number)
    return have[0] < needed[0] || (have[0] === needed[0] && have[1] < needed[1])
  }

  function say(line) {
    process.stderr.write(line + '\n')
  }

  // Answered without loading the program.
  function answerVersion() {
    const asked = process.argv.length === 3 && (process.argv[2] === 'version' || process.argv[2] === '--version')
    if (!asked) return false
    const here = process.getBuiltinModule('path').dirname(process.getBuiltinModule('fs').realpathSync(process.argv[1]))
    const manifest = process.getBuiltinModule('path').join(here, '..', 'package.json')
    process.stdout.write(JSON.parse(process.getBuiltinModule('fs').readFileSync(manifest, 'utf8')).version + '\n')
    return true
  }

  // The folder that env-paths gives, without loading it.
  function cacheFolder() {
    const env = process.env
    const path = process.getBuiltinModule('path')
    const join = (...parts) => path.join(...parts)
    if (env.MMD_HOME) return join(env.MMD_HOME, 'cache')
    const home = process.getBuiltinModule('os').homedir()
    if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'mmd-tui')
    if (process.platform === 'win32') {
      return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'mmd-tui', 'Cache')
    }
    return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'mmd-tui')
  }

  if (isTooOld()) {
    say('mmd-tui needs Node ' + needed.join('.') + ' or newer; this is Node ' + process.versions.node)
    say('Install a current one from https://nodejs.org, then start mmd-tui again')
    process.exitCode = 1
    return
  }
  if (answerVersion()) return
  process.getBuiltinModule('module').enableCompileCache(cacheFolder())
  import('./main.js').catch(function (error) {
    say('mmd-tui could not start: ' + error.message)
    say('Install it again; a part of it is missing or damaged')
    process.exitCode = 1
  })
})()
