package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the completion script; what it completes, {@link CompleteCommand} knows. */
@Command(
    name = "completion",
    description = {
      "Prints the completion script of a shell: commands, options, and the names there are.",
      "Use it with: source <(signalbox completion)    fish: signalbox completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {

  private static final String PROGRAM = "@PROGRAM@";

  private static final String BASH =
      """
      _signalbox() {
        local IFS=$'\\n'
        COMPREPLY=($(@PROGRAM@ complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null
        return 0
      }
      complete -o default -F _signalbox signalbox
      """;

  private static final String ZSH =
      """
      _signalbox() {
        local -a found
        found=("${(@f)$(@PROGRAM@ complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
        found=(${found:#})
        if (( $#found == 0 )); then
          _files
        elif [[ $found[1] == *= ]]; then
          compadd -S '' -a found
        else
          compadd -a found
        fi
      }
      (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
      compdef _signalbox signalbox
      """;

  private static final String FISH =
      """
      function __signalbox_complete
        set -l found (@PROGRAM@ complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
        if test (count $found) -gt 0
          printf '%s\\n' $found
        else
          __fish_complete_path (commandline -ct)
        end
      end
      complete -c signalbox -f -a '(__signalbox_complete)'
      """;

  private static final Map<String, String> SCRIPTS = Map.of("bash", BASH, "zsh", ZSH, "fish", FISH);

  private final CliContext context;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      description = "bash, zsh or fish. Default: a script that bash and zsh read.")
  @Nullable String shell;

  CompletionCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.streams().out().print(script(shell, program(System.getProperty("signalbox.home", ""))));
    return 0;
  }

  /**
   * @param program the word that starts it
   */
  static String script(@Nullable String shell, String program) {
    if (shell == null) {
      // zsh's own syntax must not be read by bash, nor the other way round.
      return "if [ -n \"${ZSH_VERSION-}\" ]; then\neval "
          + quoted(ZSH.replace(PROGRAM, program))
          + "\nelse\neval "
          + quoted(BASH.replace(PROGRAM, program))
          + "\nfi\n";
    }
    String script = SCRIPTS.get(shell.toLowerCase(Locale.ROOT));
    if (script == null) {
      throw Inputs.invalid("'" + shell + "' is not bash, zsh or fish", "SHELL", shell);
    }
    return script.replace(PROGRAM, program);
  }

  private static String quoted(String script) {
    return "'" + script.replace("'", "'\\''") + "'";
  }

  /** Where it was started from: an alias is none inside a function. */
  static String program(String home) {
    return home.isEmpty()
        ? "signalbox"
        : "\""
            + Path.of(home, "bin", "signalbox").toString().replaceAll("[\"$`\\\\]", "\\\\$0")
            + "\"";
  }
}
