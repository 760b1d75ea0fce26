/// The completions that shells load: a few lines that ask the program itself what may stand at the cursor, so that they
/// fit whichever version is installed.
///
/// What they ask is ``CompleteWords``; how they are told is written there.
enum CompletionScript: String, CaseIterable {
  case bash, zsh, fish

  /// The script.
  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  /// bash splits words at `=` too: they are put together for the question, and taken apart in the answers. Files are
  /// left to bash where it has nothing else to offer, because it knows how to quote.
  private static let bashText = #"""
    # bash completion for aofsh, by: aofsh completions bash
    _aofsh() {
        local -a words=()
        local program="${COMP_WORDS[0]/#\~/$HOME}" word before="" kind="" line cut="" i
        for ((i = 1; i <= COMP_CWORD; i++)); do
            word="${COMP_WORDS[i]}"
            if [[ ${#words[@]} -gt 0 && ( "$word" == = || "$before" == = ) ]]; then
                words[${#words[@]} - 1]+="$word"
            else
                words+=("$word")
            fi
            before="$word"
        done
        word="${words[${#words[@]} - 1]}"
        [[ "$word" == *=* && "$COMP_WORDBREAKS" == *=* ]] && cut="${word%=*}="
        COMPREPLY=()
        while IFS= read -r line; do
            case "$line" in
            :*) kind="${line#:}" ;;
            *) line="${line%%$'\t'*}"; COMPREPLY+=("${line#"$cut"}") ;;
            esac
        done < <("$program" __complete "${words[@]}" 2>/dev/null)
        case "$kind" in
        files | directories)
            if [[ ${#COMPREPLY[@]} -gt 0 ]]; then
                while IFS= read -r line; do
                    if [[ -z "$2" && "$line" == .* ]]; then continue; fi
                    if [[ -d "$line" ]]; then line+=/; elif [[ "$kind" == directories ]]; then continue; fi
                    COMPREPLY+=("$(printf %q "$line")")
                done < <(compgen -f -- "$2")
            elif [[ "$kind" == files ]]; then
                compopt -o default
            else
                compopt -o dirnames
            fi ;;
        esac
        if [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[=/] ]]; then compopt -o nospace; fi
    }
    complete -F _aofsh aofsh

    """#

  private static let zshText = #"""
    #compdef aofsh
    # zsh completion for aofsh, by: aofsh completions zsh
    _aofsh() {
        local program="${~${(Q)words[1]}}" kind="" line word
        local -a given plain open
        given=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
        while IFS= read -r line; do
            case "$line" in
            :*) kind="${line#:}" ;;
            *)
                word="${line%%$'\t'*}"
                word="${word//:/\\:}"
                [[ "$line" == *$'\t'* ]] && word+=":${line#*$'\t'}"
                if [[ "${line%%$'\t'*}" == *= ]]; then open+=("$word"); else plain+=("$word"); fi ;;
            esac
        done < <("$program" __complete "${given[@]}" 2>/dev/null)
        local -i found=1
        (( ${#plain} )) && _describe -V aofsh plain && found=0
        (( ${#open} )) && _describe -V aofsh open -S '' && found=0
        case "$kind" in
        files) _files && found=0 ;;
        directories) _files -/ && found=0 ;;
        esac
        return found
    }
    if [[ "$funcstack[1]" == _aofsh ]]; then _aofsh "$@"; else compdef _aofsh aofsh; fi

    """#

  private static let fishText = #"""
    # fish completion for aofsh, by: aofsh completions fish
    function __aofsh_complete
        set -l words (commandline -opc)
        set -l program $words[1]
        set -e words[1]
        set -l current (commandline -ct)
        for line in ($program __complete $words "$current" 2>/dev/null)
            switch $line
                case ':files'
                    __fish_complete_path "$current"
                case ':directories'
                    __fish_complete_directories "$current"
                case '*'
                    printf '%s\n' $line
            end
        end
    end
    complete -c aofsh -f -a '(__aofsh_complete)'

    """#
}
