package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.providers.form.ShareWords;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.ProviderUses;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a provider out of the files: what depends on it and what would be written is told first,
 * and its name is typed where machines run there or production traffic moves. On the screen's
 * thread only.
 */
final class RemoveProvider {

  private final UiServices services;
  private final Dialogs dialogs;
  private final Question asked;
  private String environment = "";

  private record Facts(ProviderUses uses, ProviderPreview preview) {}

  RemoveProvider(UiServices services, Dialogs dialogs) {
    this.services = services;
    this.dialogs = dialogs;
    this.asked = new Question(services, this::failed);
  }

  void show(ConsoleSnapshot snapshot) {
    environment = snapshot.environment();
  }

  void ask(String provider) {
    if (provider.isEmpty() || dialogs.isOpen()) {
      return;
    }
    asked.prepare(
        provider,
        queries ->
            new Facts(
                queries.ask(new Query.UsesOfProvider(provider)),
                queries.ask(
                    new Query.PreviewProvider(new ProviderEdit.Remove(provider, null, null)))),
        this::confirm);
  }

  private void confirm(Facts facts) {
    if (dialogs.isOpen()) {
      return;
    }
    String provider = facts.uses().provider();
    List<Finding> refusing = facts.preview().findings().stream().filter(Finding::refuses).toList();
    List<String> told = new ArrayList<>(facts.uses().sentences());
    refusing.forEach(each -> told.add(each.sentence()));
    told.addAll(ShareWords.of(facts.preview()));
    facts
        .preview()
        .files()
        .forEach(each ->
            told.add(
                each.file()
                    + " loses its entry, "
                    + Counted.of(each.lines().size(), "line")
                    + "; the version before stays beside it as .bak."));
    boolean busy = facts.uses().machines() > 0 || !facts.uses().openRequests().isEmpty();
    boolean production = DangerLevel.isProduction(environment);
    boolean typed = busy || production && facts.preview().movesTraffic();
    dialogs.ask(
        new Danger(
            "Remove " + provider, told, "Remove " + provider, true, false, typed ? provider : ""),
        answer -> remove(provider, answer.reason(), busy));
  }

  private void remove(String provider, String reason, boolean force) {
    services.execute(
        new ConfigCommand.RemoveProvider(new ProviderEdit.Remove(provider, null, null), reason),
        force,
        saved -> dialogs.toast(provider + " is removed", "", () -> {}),
        this::failed);
  }

  private void failed(RuntimeException failure) {
    dialogs.toast(UiServices.textOf(failure), "", () -> {});
  }
}
