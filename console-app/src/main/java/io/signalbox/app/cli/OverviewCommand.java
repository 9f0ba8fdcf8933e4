package io.signalbox.app.cli;

import io.signalbox.core.query.OverviewView;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The state of everything, at a glance. */
@Command(
    name = "overview",
    description = "Shows every provider, what is wrong, and what is held by hand.")
final class OverviewCommand implements Callable<Integer> {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final CliContext context;

  OverviewCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Session session = context.open()) {
      OverviewView overview = session.ask(new Query.Overview(WINDOW));
      context.print(Map.of("environment", overview.environment()), () -> "");
    }
    return 0;
  }
}
