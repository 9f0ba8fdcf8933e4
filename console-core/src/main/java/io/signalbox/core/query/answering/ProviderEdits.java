package io.signalbox.core.query.answering;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.ProviderTrial;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers what edits of providers in the files would do, and tries providers that are not
 * configured yet. Thread-safe; blocks.
 */
public final class ProviderEdits {

  /** How long a test may take. */

  /** What a provider that is not configured yet is called in a preview: no name of one. */
  private static final String NEWCOMER = " newcomer";

  private static final String NOT_MADE = " could not be made: ";

  private final ConfigurationService configuration;
  private final ProviderContext context;
  private final Map<String, ProviderFactory> factories;
  private final Function<ProviderInstance, ProviderRegistration> maker;
  private final TimeSource time;

  /**
   * @param maker makes a provider that is not in force, to be closed here
   */
  public ProviderEdits(
      ConfigurationService configuration,
      ProviderContext context,
      Map<String, ProviderFactory> factories,
      Function<ProviderInstance, ProviderRegistration> maker,
      TimeSource time) {
    this.configuration = configuration;
    this.context = context;
    this.factories = Map.copyOf(factories);
    this.maker = maker;
    this.time = time;
  }

  /**
   * What an edit would do.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND, INVALID_INPUT for a file that is none
   */
  public ProviderPreview preview(ProviderEdit edit) {
    List<ProviderTrial> trials = configuration.providerFiles().tryOut(edit);
    List<Finding> findings = new ArrayList<>();
    trials.forEach(each -> findings.addAll(each.findings()));
    Traffic now = context.traffic();
    Map<String, Double> before = now.shares();
    Map<String, Double> after = before;
    List<String> notes = new ArrayList<>();
    Configuration proposed = trials.getLast().configuration();
    if (proposed != null) {
      ProviderInstance instance = proposed.provider(edit.provider()).orElse(null);
      try (Made made = instance == null ? Made.NOTHING : make(instance)) {
        if (instance != null) {
          notMade(instance, made.registration()).ifPresent(findings::add);
        }
        after = shares(now, proposed, edit.provider(), made.registration());
      }
      notes.addAll(notes(edit, proposed, instance));
    }
    return new ProviderPreview(
        edit.provider(),
        trials.stream()
            .map(each -> new ProviderPreview.FileChange(each.file(), each.revision(), each.lines()))
            .toList(),
        findings,
        before,
        after,
        notes);
  }

  /**
   * Tries a provider as an edit would make it, without effect: the test of one that is configured.
   * An interruption ends it.
   *
   * @throws SignalboxException CONFIGURATION_INVALID where something refuses the edit
   */
  ConnectionReport test(ProviderEdit edit) {
    ProviderTrial trial = configuration.providerFiles().tryOut(edit).getLast();
    Configuration proposed = trial.configuration();
    ProviderInstance instance =
        proposed == null ? null : proposed.provider(edit.provider()).orElse(null);
    if (instance == null || !trial.accepted()) {
      throw new SignalboxException(
          ErrorCode.CONFIGURATION_INVALID,
          edit.provider()
              + " cannot be tested: "
              + String.join(
                  "; ",
                  trial.findings().stream()
                      .filter(Finding::refuses)
                      .map(Finding::sentence)
                      .toList()),
          Map.of("provider", edit.provider()));
    }
    Instant begun = time.now();
    long begunNanos = time.nanos();
    try (Made made = make(instance)) {
      GuardedProvider provider =
          made.registration() == null ? null : made.registration().strategy();
      List<ConnectionFinding> findings =
          provider == null
              ? List.of(
                  ConnectionFinding.failed(
                      "provider",
                      made.registration() == null ? "" : made.registration().unusable(),
                      null,
                      ""))
              : ProviderQueries.tried(provider, edit.provider(), time);
      return new ConnectionReport(
          edit.provider(),
          instance.effectiveType(),
          begun,
          Duration.ofNanos(Math.max(0, time.nanos() - begunNanos)),
          findings);
    }
  }

  /** A provider that lives as long as a question. */
  private record Made(@Nullable ProviderRegistration registration) implements AutoCloseable {

    static final Made NOTHING = new Made(null);

    @Override
    public void close() {
      if (registration != null && registration.strategy() instanceof GuardedProvider provider) {
        provider.close();
      }
    }
  }

  private Made make(ProviderInstance instance) {
    return new Made(maker.apply(instance));
  }

  /** What the type's own code says of the settings; of what reading told already nothing. */
  private Optional<Finding> notMade(
      ProviderInstance instance, @Nullable ProviderRegistration registration) {
    if (registration == null || registration.strategy() != null || !instance.problem().isEmpty()) {
      return Optional.empty();
    }
    String why = registration.unusable();
    int at = why.indexOf(NOT_MADE);
    String told = at < 0 ? why : why.substring(at + NOT_MADE.length());
    ProviderFactory factory = factories.get(instance.type());
    for (ConfigField field : factory == null ? List.<ConfigField>of() : factory.configFields()) {
      if (told.startsWith(field.name() + " ") || told.startsWith(field.name() + ".")) {
        return Optional.of(
            new Finding(
                "config." + field.name(),
                true,
                "NOT_USABLE",
                told.substring(field.name().length()).strip(),
                null));
      }
    }
    return Optional.of(new Finding("", true, "NOT_USABLE", told, null));
  }

  private static Map<String, Double> shares(
      Traffic now, Configuration proposed, String name, @Nullable ProviderRegistration made) {
    Map<String, Double> weights = new HashMap<>();
    for (ProviderInstance each : proposed.providers()) {
      weights.put(
          each.name(), proposed.routing().weights().getOrDefault(each.name(), each.weight()));
    }
    RoutingSettings settings = proposed.routing().withWeights(weights);
    boolean known = now.snapshot().providers().stream().anyMatch(each -> each.name().equals(name));
    Traffic after = now;
    if (!known && made != null) {
      after = now.joinedBy(renamed(made, NEWCOMER));
      weights.put(NEWCOMER, weights.getOrDefault(name, made.weight()));
      settings = proposed.routing().withWeights(weights);
    } else if (known) {
      after =
          now.after(
              now.snapshot()
                  .with(
                      now.snapshot().providers().stream()
                          .map(each -> each.name().equals(name) ? changed(each, made) : each)
                          .toList()));
    }
    Map<String, Double> shares = new TreeMap<>(after.under(settings).shares());
    Double newcomer = shares.remove(NEWCOMER);
    if (newcomer != null) {
      shares.put(name, newcomer);
    }
    if (made == null) {
      shares.remove(name);
    }
    return shares;
  }

  private static ProviderRegistration renamed(ProviderRegistration made, String name) {
    return new ProviderRegistration(
        name,
        made.type(),
        made.displayType(),
        made.strategy(),
        made.unusable(),
        made.enabled(),
        made.priority(),
        made.weight(),
        made.capabilities(),
        made.labels());
  }

  /** What runs now with the settings of what would; taken out, it takes no work. */
  private static ProviderRegistration changed(
      ProviderRegistration now, @Nullable ProviderRegistration made) {
    return new ProviderRegistration(
        now.name(),
        now.type(),
        now.displayType(),
        now.strategy(),
        now.unusable(),
        made != null && made.enabled(),
        made == null ? now.priority() : made.priority(),
        made == null ? now.weight() : made.weight(),
        made == null ? now.capabilities() : made.capabilities(),
        made == null ? now.labels() : made.labels());
  }

  private static List<String> notes(
      ProviderEdit edit, Configuration proposed, @Nullable ProviderInstance instance) {
    List<String> notes = new ArrayList<>();
    if (!(edit instanceof ProviderEdit.Register) || instance == null) {
      return notes;
    }
    if (!instance.enabled()) {
      notes.add("It is disabled: it takes no work until it is enabled.");
    } else if (instance.weight() == 0) {
      notes.add("It starts with weight 0: it takes no work until that is raised.");
    }
    String root = proposed.routing().tree().root();
    if (!root.isEmpty() && !proposed.routing().tree().providers(root).contains(edit.provider())) {
      notes.add(
          "No strategy of "
              + root
              + " names it: work comes to it only where a template or a request does.");
    }
    return notes;
  }
}
