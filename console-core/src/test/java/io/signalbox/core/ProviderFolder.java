package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.command.ConfigCommand.RegisterProvider;
import io.signalbox.core.command.ConfigCommand.RemoveProvider;
import io.signalbox.core.command.ConfigCommand.UpdateProvider;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration folder whose providers are edited in its files, by an operator's commands. */
final class ProviderFolder implements AutoCloseable {

  static final Caller ANA = new Caller("ana (test)", "trace-1", false);
  static final Caller FORCED = new Caller("ana (test)", "trace-2", true);

  static final String PLAIN =
      """
      {
        "provider": {
          "providers": [
            {"name": "east", "type": "simulated", "weight": 3},
            {"name": "west", "type": "simulated", "weight": 1}
          ]
        }
      }
      """;

  static final String YAML =
      """
      # what this is
      provider:   # all of them
        providers:
          - name: aws.east   # near
            type: simulated
            weight:  1       # light

          # the other
          - {name: west,  type: simulated , weight: 2}
      # the end
      """;

  private final Path folder;
  private final ManualTime time = new ManualTime();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private @Nullable Signalbox opened;

  ProviderFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }

  ManualTime time() {
    return time;
  }

  /** The variables it is opened with. */
  Map<String, String> environment() {
    return environment;
  }

  Signalbox opened() {
    return opened;
  }

  Signalbox open(@Nullable String overlay) {
    MigratedStore.in(folder.resolve(".signalbox"));
    opened =
        Signalbox.open(
            SignalboxOptions.of(folder)
                .overlay(overlay)
                .environment(environment)
                .time(time)
                .seed(1)
                .build());
    return opened;
  }

  Signalbox open(String name, String text) throws IOException {
    write(name, text);
    return open(null);
  }

  void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  <R> R ask(Query<R> query) {
    return opened.queries().ask(query);
  }

  <R> R execute(Command<R> command, Caller caller) {
    return opened.commands().execute(command, caller);
  }

  Outcome<ProviderSaved> carryOut(Command<ProviderSaved> command) {
    return opened.commands().carryOut(command, ANA);
  }

  Outcome<ProviderSaved> register(String name, String... settings) {
    return carryOut(new RegisterProvider(edit(name, settings), "new cloud"));
  }

  static ProviderEdit.Register edit(String name, String... settings) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (String setting : settings) {
      int at = setting.indexOf('=');
      given.put(setting.substring(0, at), setting.substring(at + 1));
    }
    given.putIfAbsent("type", "simulated");
    return new ProviderEdit.Register(name, given, null, null);
  }

  Outcome<ProviderSaved> update(String name, String key, @Nullable String value) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put(key, value);
    return carryOut(
        new UpdateProvider(new ProviderEdit.Update(name, settings, null, null), "because"));
  }

  static RemoveProvider remove(String name) {
    return new RemoveProvider(new ProviderEdit.Remove(name, null, null), "it is dear");
  }

  /** Asserts that a command is refused with a code. */
  SignalboxException refused(Command<?> command, Caller caller, ErrorCode code) {
    try {
      execute(command, caller);
    } catch (SignalboxException e) {
      assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
      return e;
    }
    throw new AssertionError("not refused: " + command);
  }

  ProviderView view(String name) {
    return ask(new Query.ShowProvider(name)).view();
  }

  List<String> names() {
    return ask(new Query.ListProviders(false)).stream().map(ProviderView::name).toList();
  }
}
