package io.signalbox.core.query.answering;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.service.ProviderFiles;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.ProviderUses;
import io.signalbox.core.request.OpenRequest;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.template.field.LaunchApis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a form for a provider is made of, and what depends on a provider. Thread-safe;
 * blocks.
 */
public final class ProviderForms {

  /** Open requests that are looked at; more than that are told as more. */
  private static final int REQUESTS = 1_000;

  private final ConfigurationService configuration;
  private final Map<String, ProviderFactory> factories;
  private final LaunchApis apis;
  private final Set<String> variables;
  private final UnaryOperator<@Nullable String> variable;
  private final ProviderViews views;
  private final TemplateCatalog templates;
  private final RequestRepository requests;
  private final BiFunction<Set<String>, Set<String>, List<String>> stranded;
  private final TimeSource time;

  /**
   * @param variables names of the environment variables that are set
   * @param variable reads one of them
   * @param stranded the templates that lose their last way when providers close: open before,
   *     closed
   */
  public ProviderForms(
      ConfigurationService configuration,
      Map<String, ProviderFactory> factories,
      Set<String> variables,
      UnaryOperator<@Nullable String> variable,
      ProviderViews views,
      TemplateCatalog templates,
      RequestRepository requests,
      BiFunction<Set<String>, Set<String>, List<String>> stranded,
      TimeSource time) {
    this.configuration = configuration;
    this.factories = new TreeMap<>(factories);
    this.apis = new LaunchApis(factories);
    this.variables = new TreeSet<>(variables);
    this.variable = variable;
    this.views = views;
    this.templates = templates;
    this.requests = requests;
    this.stranded = stranded;
    this.time = time;
  }

  /**
   * @param provider that is edited; null for a new one
   */
  ProviderForm form(@Nullable String provider) {
    Configuration current = configuration.current();
    Map<String, SettingValue> values = new LinkedHashMap<>();
    String type = "";
    if (provider != null) {
      views.registration(provider);
      type = current.provider(provider).map(ProviderInstance::type).orElse("");
      current
          .values()
          .forEach((key, value) -> {
            if (ProviderKeys.belongsTo(key, provider)) {
              values.put(ProviderKeys.within(key, provider), value);
            }
          });
    }
    ProviderFiles files = configuration.providerFiles();
    List<String> names = files.inForce();
    List<ProviderForm.Type> types = new ArrayList<>();
    factories.forEach((name, factory) ->
        types.add(
            new ProviderForm.Type(
                name,
                factory.configFields(),
                own(),
                List.copyOf(new TreeMap<>(apis.ofType(name)).keySet()),
                factory.discover(variable))));
    Map<String, String> revisions = new HashMap<>();
    names.forEach(name -> revisions.put(name, files.revision(name)));
    return new ProviderForm(
        types, names, names.getLast(), List.copyOf(variables), type, values, revisions);
  }

  /** Settings of every provider that have a type of their own. */
  private static List<ConfigField> own() {
    List<ConfigField> own = new ArrayList<>();
    Declarations.INSTANCE
        .keys()
        .forEach((key, declared) -> {
          if (declared instanceof Decl.Leaf leaf) {
            own.add(leaf.field());
          }
        });
    return own;
  }

  /**
   * What depends on a provider.
   *
   * @throws io.signalbox.core.error.SignalboxException PROVIDER_NOT_FOUND
   */
  public ProviderUses uses(String provider) {
    views.registration(provider);
    Instant now = time.now();
    List<String> open =
        requests.glance(now, now, REQUESTS).newest().stream()
            .filter(each -> isAt(each, provider))
            .map(OpenRequest::requestId)
            .toList();
    List<String> pinned =
        templates.list(null, null).stream()
            .filter(each -> each.pins().contains(provider))
            .map(TemplateSummary::templateId)
            .toList();
    Set<String> working = new HashSet<>();
    views.all().stream().filter(ProviderView::takesWork).forEach(each -> working.add(each.name()));
    return new ProviderUses(
        provider,
        open,
        requests.machinesAt(provider).size(),
        pinned,
        working.contains(provider) ? stranded.apply(working, Set.of(provider)) : List.of(),
        settings(provider),
        configuration.providerFiles().elsewhere(provider).stream()
            .map(Location::toString)
            .toList());
  }

  private static boolean isAt(OpenRequest request, String provider) {
    String at = request.provider();
    return at != null && List.of(at.split("\\s*,\\s*")).contains(provider);
  }

  private List<String> settings(String provider) {
    List<String> naming = new ArrayList<>();
    configuration
        .current()
        .values()
        .forEach((key, value) -> {
          if (!ProviderKeys.belongsTo(key, provider) && names(key, value.value(), provider)) {
            Location at = value.location();
            naming.add(key + (at == null ? "" : " at " + at.file() + ":" + at.line()));
          }
        });
    return naming;
  }

  /** Capabilities and types may be called as a provider is: they name none. */
  private static boolean names(String key, @Nullable Object value, String provider) {
    if (key.startsWith("providers.") || key.startsWith("template")) {
      return false;
    }
    return switch (value) {
      case String text -> text.equals(provider);
      case Collection<?> list -> list.contains(provider);
      case Map<?, ?> map -> map.containsKey(provider);
      case null, default -> false;
    };
  }
}
