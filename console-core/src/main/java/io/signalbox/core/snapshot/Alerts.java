package io.signalbox.core.snapshot;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.watching.AlertWatch;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an operator should look at, worst first: the one source of it for screens, commands and
 * whoever is told elsewhere. For one thread at a time; may block on the store.
 */
public final class Alerts {

  private final AlertReadings readings;
  private final AlertWatch watch;
  private final Supplier<AlertWatch.Role> role;
  private final TimeSource time;

  /**
   * @param types what is wrong with installed provider types
   * @param role what this process has to do with alerts now
   */
  public Alerts(
      ConfigurationService configuration,
      TemplateCatalog templates,
      List<InstalledTypes.Problem> types,
      AlertWatch watch,
      Supplier<AlertWatch.Role> role,
      TimeSource time) {
    this.readings = new AlertReadings(configuration, templates, types, time);
    this.watch = watch;
    this.role = role;
    this.time = time;
  }

  /** Everything that is open; the same list where nothing changed. */
  List<Alert> find(List<ProviderView> providers, StoreRead store) {
    return watch.look(role.get(), readings.read(providers, store), store.alerts(), time.now());
  }
}
