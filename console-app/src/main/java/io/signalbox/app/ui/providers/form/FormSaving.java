package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.config.ProviderEdit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes a form's edit into the files, or takes an override back: one at a time, however often it
 * is asked for. On the screen's thread only.
 */
final class FormSaving {

  private final UiServices services;
  private boolean busy;

  FormSaving(UiServices services) {
    this.services = services;
  }

  /**
   * @param reason may be blank
   * @param force as whoever confirmed the danger says
   * @param saved is told what was saved and where, in a sentence
   */
  void save(
      ProviderEdit edit,
      String reason,
      boolean force,
      Consumer<String> saved,
      Consumer<RuntimeException> refused) {
    switch (edit) {
      case ProviderEdit.Register register ->
          run(
              new ConfigCommand.RegisterProvider(register, reason),
              force,
              answer -> saved.accept(words(answer, "registered")),
              refused);
      case ProviderEdit.Update update ->
          run(
              new ConfigCommand.UpdateProvider(update, reason),
              force,
              answer -> saved.accept(words(answer, "changed")),
              refused);
      case ProviderEdit.Remove remove -> throw new IllegalStateException("a form removes nothing");
    }
  }

  /** Takes back what was overridden while running, so that the file's value counts. */
  void takeBack(String key, String reason, Runnable taken, Consumer<RuntimeException> refused) {
    run(new ConfigCommand.RemoveOverride(key, reason), false, removed -> taken.run(), refused);
  }

  private <R> void run(
      Command<R> command, boolean force, Consumer<R> answer, Consumer<RuntimeException> refused) {
    if (busy) {
      return;
    }
    busy = true;
    services.execute(
        command,
        force,
        done -> {
          busy = false;
          answer.accept(done);
        },
        failure -> {
          busy = false;
          refused.accept(failure);
        });
  }

  private static String words(ProviderSaved saved, String what) {
    return saved.files().stream()
        .map(each ->
            each.lines().isEmpty()
                ? each.file()
                : each.file() + ":" + each.lines().getFirst().number())
        .collect(Collectors.joining(", ", saved.provider() + " is " + what + ": ", ""));
  }

  boolean isBusy() {
    return busy;
  }
}
