package io.signalbox.core.played;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.wiring.Parts;
import io.signalbox.core.wiring.RehearsalTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fifteen minutes of a purely simulated configuration, played in seconds on an injected clock in a
 * temporary store, so that pictures have something true to show: rehearsal traffic, requests and
 * returns, an outage that passes, a drain by an operator. The same seed plays the same.
 */
public final class SimulatedHistory implements AutoCloseable {

  /** How long a played history is. */
  public static final Duration LENGTH = Duration.ofMinutes(15);

  private static final int FLUSH_SECONDS = 15;

  private final Path folder;
  private final PlayedTime time;
  private final Signalbox signalbox;
  private final Parts parts;
  private final RehearsalTraffic traffic;
  private final SplittableRandom random;
  private final Map<Integer, Runnable> scenes = new HashMap<>();
  private final List<String> open = new ArrayList<>();
  private int acts;

  private SimulatedHistory(Path folder, PlayedTime time, Signalbox.Played played, long seed) {
    this.folder = folder;
    this.time = time;
    this.signalbox = played.signalbox();
    this.parts = played.parts();
    this.traffic = played.traffic();
    this.random = new SplittableRandom(seed);
  }

  /**
   * Whether every provider of a configuration is one where calls cost nothing; only such a
   * configuration may be played.
   *
   * @throws SignalboxException CONFIGURATION_INVALID
   */
  public static boolean fits(
      Path configFolder, @Nullable String environmentName, Map<String, String> environment) {
    Map<String, ProviderFactory> factories = InstalledTypes.load().factories();
    try (ConfigurationService service =
        new ConfigurationService(
            configFolder,
            environmentName,
            environment::get,
            factories,
            TimeSource.system(),
            new EventStream(),
            Secrets.ofProcess())) {
      Configuration configuration = service.load();
      return !configuration.providers().isEmpty()
          && configuration.providers().stream()
              .allMatch(provider -> {
                ProviderFactory factory = factories.get(provider.type());
                return factory != null && factory.allowsRehearsal();
              });
    }
  }

  /**
   * Plays the history of a copy of the folder; blocks for some seconds.
   *
   * @param end when the played time ends
   * @throws SignalboxException INVALID_STATE where {@link #fits} is false, CONFIGURATION_INVALID
   */
  public static SimulatedHistory play(
      Path configFolder,
      @Nullable String environmentName,
      Map<String, String> environment,
      Instant end,
      long seed) {
    if (!fits(configFolder, environmentName, environment)) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE, "Only a purely simulated configuration can be played");
    }
    Path copy = TemporaryFolder.copyOf(configFolder);
    boolean played = false;
    SimulatedHistory history = null;
    try {
      PlayedTime time = new PlayedTime(end.minus(LENGTH));
      Signalbox.Played opened =
          Signalbox.played(
              SignalboxOptions.of(copy)
                  .overlay(environmentName)
                  .environment(environment)
                  .stateFolder(copy.resolve(".signalbox"))
                  .time(time)
                  .seed(seed)
                  .build());
      history = new SimulatedHistory(copy, time, opened, seed);
      history.play();
      played = true;
      return history;
    } finally {
      if (!played) {
        if (history != null) {
          history.close();
        } else {
          TemporaryFolder.delete(copy);
        }
      }
    }
  }

  /** The open console at the end of its history; its clock stands. */
  public Signalbox signalbox() {
    return signalbox;
  }

  /** The clock it was played on. */
  public TimeSource time() {
    return time;
  }

  private void play() {
    script();
    int seconds = (int) LENGTH.toSeconds();
    for (int second = 0; second <= seconds; second++) {
      time.moveTo(Duration.ofSeconds(second));
      Runnable scene = scenes.get(second);
      if (scene != null) {
        time.branch(Duration.ZERO, () -> unlessRefused(scene));
      }
      time.branch(Duration.ZERO, parts.health()::tick);
      if (!open.isEmpty()) {
        time.branch(Duration.ZERO, this::drive);
      }
      if (second < seconds) {
        traffic();
      }
      if (second % FLUSH_SECONDS == 0) {
        parts.writeBehind().write();
      }
    }
    time.moveTo(LENGTH);
    parts.writeBehind().write();
  }

  private void traffic() {
    double rate = traffic.operationsPerSecond();
    int reads = (int) rate + (random.nextDouble() < rate - Math.floor(rate) ? 1 : 0);
    for (int i = 0; i < reads; i++) {
      long offset = (long) ((i + random.nextDouble()) / reads * 1e9);
      time.branch(Duration.ofNanos(offset), traffic::send);
    }
  }

  private void drive() {
    parts.requests().driveOpen();
    open.removeIf(id -> signalbox.queries().ask(new Query.ShowRequest(id)).state().isFinal());
  }

  /** What happens when, in seconds from the start; what the configuration lacks is left out. */
  private void script() {
    List<String> providers =
        signalbox.queries().ask(new Query.ListProviders(false)).stream()
            .filter(view -> view.takesWork())
            .map(view -> view.name())
            .toList();
    List<String> templates =
        signalbox.queries().ask(new Query.ListTemplates(null, null)).stream()
            .filter(template -> !template.offeredBy().isEmpty() && template.errors() == 0)
            .map(TemplateSummary::templateId)
            .toList();
    if (!templates.isEmpty()) {
      int[] submissions = {70, 185, 320, 455, 610, 745, 880, 898};
      for (int i = 0; i < submissions.length; i++) {
        String template = templates.get(i % templates.size());
        int count = 2 + random.nextInt(3);
        scenes.put(submissions[i], () -> submit(template, count));
      }
      scenes.put(270, () -> giveBackOldest());
      scenes.put(700, () -> giveBackOldest());
    }
    if (providers.size() > 1) {
      String troubled = providers.get(1);
      scenes.put(380, () -> outage(troubled, true));
      scenes.put(425, () -> outage(troubled, false));
    }
    if (providers.size() > 2) {
      String drained = providers.getLast();
      scenes.put(
          560, () -> act(new ProviderCommand.Drain(drained, "Kernel update of the hosts", null)));
      scenes.put(650, () -> act(new ProviderCommand.Resume(drained, "Hosts are back")));
      scenes.put(
          840,
          () ->
              act(
                  new ProviderCommand.Maintain(
                      drained, "Firmware of the racks", time.now().plus(Duration.ofHours(1)))));
    }
  }

  private void submit(String template, int count) {
    var request =
        act(
            new RequestCommand.Submit(
                template, count, null, null, "played-" + template + "-" + acts));
    open.add(request.requestId());
  }

  private void giveBackOldest() {
    var requests =
        signalbox.queries().ask(new Query.ListRequests(null, Instant.EPOCH, 100)).reversed();
    for (var request : requests) {
      boolean there = request.machines().stream().anyMatch(machine -> !machine.state().isGone());
      if (request.state().isFinal() && there) {
        open.add(
            act(new RequestCommand.ReturnRequest(request.requestId(), "Batch finished"))
                .requestId());
        return;
      }
    }
  }

  private void outage(String provider, boolean on) {
    Map<String, @Nullable Object> setting = new HashMap<>();
    setting.put("config.outage", on ? Boolean.TRUE : null);
    act(
        new ProviderCommand.Update(
            provider, setting, on ? "Rehearsing an outage" : "Rehearsal over"));
  }

  private <R> R act(Command<R> command) {
    acts++;
    String trace = String.format("%016x", random.nextLong());
    return signalbox.commands().execute(command, new Caller("operator (window)", trace, true));
  }

  /**
   * A configuration may refuse a scene (no capacity, a template nobody takes): the play goes on.
   */
  private static void unlessRefused(Runnable scene) {
    try {
      scene.run();
    } catch (SignalboxException e) {
      org.slf4j.LoggerFactory.getLogger(SimulatedHistory.class)
          .debug("A scene was refused: {}", e.getMessage());
    }
  }

  /** Closes the console and deletes the copy. */
  @Override
  public void close() {
    signalbox.close();
    TemporaryFolder.delete(folder);
  }
}
