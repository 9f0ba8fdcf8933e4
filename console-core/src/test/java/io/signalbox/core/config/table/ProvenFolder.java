package io.signalbox.core.config.table;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TemplateExtension;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.routing.selection.CandidateFilter;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionQuestion;
import io.signalbox.core.routing.selection.SelectionStrategy;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with three simulated providers a, b and c, and what a proof writes beside. Parts are
 * separated by {@code ;;}; one that begins with {@code a:}, {@code b:} or {@code c:} belongs to
 * that provider, any other to the section of providers.
 */
final class ProvenFolder {

  private ProvenFolder() {}

  static ConfigurationService.Preview read(Path folder, String written) throws IOException {
    Map<String, List<String>> own = new LinkedHashMap<>();
    List.of("a", "b", "c").forEach(name -> own.put(name, new ArrayList<>()));
    StringBuilder sections = new StringBuilder();
    for (String part : written.split(";;")) {
      String text = part.strip();
      List<String> provider = own.get(text.substring(0, 1));
      if (provider != null && text.startsWith(":", 1)) {
        provider.add(text.substring(2).strip());
      } else {
        sections.append("  ").append(text).append('\n');
      }
    }
    StringBuilder yaml = new StringBuilder("provider:\n  providers:\n");
    own.forEach((name, more) -> {
      List<String> all = new ArrayList<>(List.of("name: " + name));
      if (more.stream().noneMatch(each -> each.startsWith("type:"))) {
        all.add("type: simulated");
      }
      all.addAll(more);
      yaml.append("    - {").append(String.join(", ", all)).append("}\n");
    });
    Files.writeString(folder.resolve("config.yaml"), yaml.append(sections));
    try (ConfigurationService service =
        new ConfigurationService(
            folder,
            null,
            key -> null,
            Map.of("simulated", new SimulatedProviderFactory()),
            new ManualTime(),
            new EventStream(),
            new Secrets())) {
      return service.preview(Map.of());
    }
  }

  /** Filters {@code no-a} and {@code no-b}, strategies {@code to-a} and {@code to-b}. */
  static Plugins plugins() {
    return new Plugins(List.of(new ToA(), new ToB()), List.of(new NoA(), new NoB()));
  }

  /** Finds the same as plug-ins of a class path, as reading a configuration does. */
  static URLClassLoader installing(Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(SelectionStrategy.class.getName()),
        ToA.class.getName() + "\n" + ToB.class.getName());
    Files.writeString(
        services.resolve(CandidateFilter.class.getName()),
        NoA.class.getName() + "\n" + NoB.class.getName());
    Files.writeString(services.resolve(ProviderFactory.class.getName()), Extended.class.getName());
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ProvenFolder.class.getClassLoader());
  }

  /** A simulated type whose templates have a field of their own. */
  public static final class Extended implements ProviderFactory {
    private final SimulatedProviderFactory simulated = new SimulatedProviderFactory();

    @Override
    public String type() {
      return "extended";
    }

    @Override
    public List<ConfigField> configFields() {
      return simulated.configFields();
    }

    @Override
    public Optional<TemplateExtension> templateExtension() {
      return Optional.of(
          new TemplateExtension("extended", List.of(ConfigField.text("rack", "Where", null))));
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      return simulated.create(environment);
    }
  }

  /** Sends everything to one provider. */
  private abstract static class To implements SelectionStrategy {
    private final String provider;

    To(String provider) {
      this.provider = provider;
    }

    @Override
    public String name() {
      return "to-" + provider;
    }

    @Override
    public List<String> order(SelectionQuestion question, List<SelectionCandidate> candidates) {
      return candidates.stream().map(SelectionCandidate::name).filter(provider::equals).toList();
    }
  }

  /** To a. */
  public static final class ToA extends To {
    public ToA() {
      super("a");
    }
  }

  /** To b. */
  public static final class ToB extends To {
    public ToB() {
      super("b");
    }
  }

  /** Refuses one provider. */
  private abstract static class No implements CandidateFilter {
    private final String provider;

    No(String provider) {
      this.provider = provider;
    }

    @Override
    public String name() {
      return "no-" + provider;
    }

    @Override
    public Optional<String> refuse(SelectionQuestion question, SelectionCandidate candidate) {
      return candidate.name().equals(provider) ? Optional.of("no") : Optional.empty();
    }
  }

  /** Refuses a. */
  public static final class NoA extends No {
    public NoA() {
      super("a");
    }
  }

  /** Refuses b. */
  public static final class NoB extends No {
    public NoB() {
      super("b");
    }
  }
}
