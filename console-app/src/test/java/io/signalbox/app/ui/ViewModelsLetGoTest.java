package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.SampleFolder;
import io.signalbox.app.ui.activity.ActivityViewModel;
import io.signalbox.app.ui.alerts.AlertsViewModel;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.drill.DrillViewModel;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.overview.OverviewViewModel;
import io.signalbox.app.ui.providers.ProvidersViewModel;
import io.signalbox.app.ui.readiness.ReadinessViewModel;
import io.signalbox.app.ui.requests.RequestsViewModel;
import io.signalbox.app.ui.routing.RoutingViewModel;
import io.signalbox.app.ui.settings.SettingsViewModel;
import io.signalbox.app.ui.shell.ShellViewModel;
import io.signalbox.app.ui.templates.TemplatesViewModel;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.store.MigratedStore;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a screen, such as the core and what the window remembers, holds none of it. */
class ViewModelsLetGoTest {

  private static final int TIMES = 3;
  private static final int COLLECTIONS = 10;

  @TempDir Path folder;

  @Test
  void aViewModelIsGoneOnceItsScreenIs() throws Exception {
    try (Signalbox core =
            Signalbox.open(
                SignalboxOptions.of(SampleFolder.copyTo(folder.resolve("config")))
                    .stateFolder(MigratedStore.in(folder.resolve("state")))
                    .seed(7)
                    .build());
        Drafts drafts = Drafts.inMemory()) {
      UiServices services =
          UiLauncher.services(core, Runnable::run, Runnable::run, TimeSource.system(), drafts);
      ConsoleSnapshot snapshot = core.queries().ask(new Query.Snapshot());
      List<WeakReference<Object>> opened = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        for (Function<UiServices, Object> screen : screens(snapshot)) {
          opened.add(new WeakReference<>(screen.apply(services)));
        }
      }
      for (int i = 0; i < COLLECTIONS && !held(opened).isEmpty(); i++) {
        System.gc();
      }
      assertThat(held(opened)).isEmpty();
    }
  }

  private static List<Object> held(List<WeakReference<Object>> opened) {
    return opened.stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .<Object>map(each -> each.getClass().getSimpleName())
        .toList();
  }

  /** Each makes what stands behind a screen, and has it show what there is. */
  private static List<Function<UiServices, Object>> screens(ConsoleSnapshot snapshot) {
    return List.of(
        ActivityViewModel::new,
        AlertsViewModel::new,
        DrillViewModel::new,
        ProvidersViewModel::new,
        ReadinessViewModel::new,
        RoutingViewModel::new,
        SettingsViewModel::new,
        TemplatesViewModel::new,
        TracksViewModel::new,
        services -> {
          OverviewViewModel overview = new OverviewViewModel(services);
          overview.show(snapshot);
          return overview;
        },
        services -> {
          RequestsViewModel requests = new RequestsViewModel(services);
          requests.show(snapshot);
          return requests;
        },
        services -> {
          ShellViewModel shell = new ShellViewModel(services);
          shell.show(snapshot);
          return shell;
        });
  }
}
