package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import java.util.List;
import java.util.function.Consumer;

/** Carries commands out one after the other; the first that fails ends it. Stateless. */
final class CommandRun {

  private CommandRun() {}

  static void all(
      UiServices services,
      List<Command<?>> commands,
      boolean force,
      Runnable after,
      Consumer<RuntimeException> failed) {
    if (commands.isEmpty()) {
      after.run();
      return;
    }
    services.execute(
        commands.getFirst(),
        force,
        answer -> all(services, commands.subList(1, commands.size()), force, after, failed),
        failed);
  }
}
