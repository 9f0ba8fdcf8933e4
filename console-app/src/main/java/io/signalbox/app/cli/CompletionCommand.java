package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints the completion script. */
@Command(
    name = "completion",
    description = {
      "Prints the completion script for bash and zsh.",
      "Use it with: source <(signalbox completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  private final CliContext context;

  CompletionCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context
        .streams()
        .out()
        .println(
            AutoComplete.bash("signalbox", Commands.complete(new CliContext(context.streams()))));
    return 0;
  }
}
