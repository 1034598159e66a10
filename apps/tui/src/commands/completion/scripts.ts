import type { Shell } from './completion-commands.ts'

// Each asks the program itself, with the words before the cursor and the one under it, which may be empty. A candidate and what
// it is stand on one line with a tab between. Where there is none the shell offers files.

// Inside an open quote nothing more is quoted.
const bash = `_mmd_tui() {
  local IFS=$'\\n' line
  COMPREPLY=()
  while read -r line; do
    line="\${line%%$'\\t'*}"
    [[ \${COMP_WORDS[COMP_CWORD]} == [\\"\\']* ]] || line="$(printf '%q' "$line")"
    COMPREPLY+=("$line")
  done < <(mmd-tui complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _mmd_tui mmd-tui`

const zsh = `#compdef mmd-tui
_mmd_tui() {
  local -a lines items
  local line
  lines=("\${(@f)$(mmd-tui complete -- "\${(@Q)words[2,$CURRENT]}" 2>/dev/null)}")
  for line in "\${(@)lines:#}"; do
    if [[ $line == *$'\\t'* ]]; then
      items+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    else
      items+=("\${line//:/\\\\:}")
    fi
  done
  if (( \${#items} )); then
    _describe -V mmd-tui items -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}'
  else
    _files
  fi
}
(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit }
compdef _mmd_tui mmd-tui`

const fish = `function __mmd_tui_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l found (mmd-tui complete -- $words[2..-1] 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c mmd-tui -f -a '(__mmd_tui_complete)'`

const powershell = `Register-ArgumentCompleter -Native -CommandName mmd-tui -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($word -eq '') { $words += '""' }
  mmd-tui complete -- @words 2>$null | ForEach-Object {
    $value, $about = $_ -split "\`t", 2
    if (-not $about) { $about = $value }
    $text = if ($value -match '\\s') { "'$($value -replace "'", "''")'" } else { $value }
    [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
  }
}`

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell }

/** What a shell is to run at its start. */
export const scriptOf = (shell: Shell): string => scripts[shell]
