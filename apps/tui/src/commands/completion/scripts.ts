import type { Shell } from './completion-commands.ts'

// Each asks the program itself, with the words before the cursor and the one under it, which may be empty.

const bash = `_mmd_tui() {
  local IFS=$'\\n' candidate
  COMPREPLY=()
  while read -r candidate; do
    COMPREPLY+=("$(printf '%q' "$candidate")")
  done < <(mmd-tui complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _mmd_tui mmd-tui`

const zsh = `#compdef mmd-tui
_mmd_tui() {
  local -a candidates
  candidates=("\${(@f)$(mmd-tui complete -- "\${(@)words[2,$CURRENT]}" 2>/dev/null)}")
  if (( \${#candidates} )) && [[ -n "\${candidates[1]}" ]]; then compadd -a candidates; else _files; fi
}
compdef _mmd_tui mmd-tui`

const fish = `function __mmd_tui_complete
  set -l words (commandline -opc) (commandline -ct)
  mmd-tui complete -- $words[2..-1] 2>/dev/null
end
complete -c mmd-tui -a '(__mmd_tui_complete)'`

const powershell = `Register-ArgumentCompleter -Native -CommandName mmd-tui -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($word -eq '') { $words += '""' }
  mmd-tui complete -- @words 2>$null | ForEach-Object {
    $text = if ($_ -match '\\s') { "'$($_ -replace "'", "''")'" } else { $_ }
    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
  }
}`

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell }

/** What a shell is to run at its start. */
export const scriptOf = (shell: Shell): string => scripts[shell]
