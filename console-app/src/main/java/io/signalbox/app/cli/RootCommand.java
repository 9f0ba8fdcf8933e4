package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.GlobalOptions;
import io.signalbox.app.cli.window.WindowStart;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: without a subcommand it opens the window. */
@Command(
    name = "signalbox",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ProgramVersion.class,
    usageHelpAutoWidth = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "The room every provider is watched from: providers, routing, templates, requests.")
final class RootCommand extends GlobalOptions implements Callable<Integer> {

  private final CliContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  RootCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return new WindowStart(context).run();
  }

  CommandSpec spec() {
    return spec;
  }
}
