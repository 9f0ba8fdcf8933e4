package io.signalbox.app.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.Views;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an alert offers, the likeliest first. */
class RemedyTest {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:18Z");

  private final ConsoleSnapshot snapshot = Views.snapshot(NOW, 0, "west");

  private static Alert alert(String rule, String kind, String subject) {
    return new Alert(
        rule,
        subject,
        AlertSeverity.WARNING,
        kind,
        subject,
        subject,
        "",
        "",
        "",
        NOW,
        null,
        NOW,
        null,
        null);
  }

  private List<String> labels(String rule, String kind, String subject) {
    return Remedy.of(alert(rule, kind, subject), snapshot).stream().map(Remedy::label).toList();
  }

  @Test
  void ofAProviderThatServesTrafficIsMovedFirst() {
    assertThat(labels("mean_response", "provider", "west"))
        .containsExactly("Drain…", "Show on Tracks", "Check now");
  }

  @Test
  void ofAProviderThatIsGoneThereIsOnlyItsPlace() {
    assertThat(labels("mean_response", "provider", "gone")).containsExactly("Open in Providers");
  }

  @Test
  void ofOrphansTheSearchComesFirst() {
    assertThat(labels("orphans", "provider", "west"))
        .containsExactly("Search and release…", "Open in Providers");
  }

  @Test
  void ofARequestItIsOpenedAndLookedAtWhileItIsOpen() {
    assertThat(labels("request_overdue", "request", "req-1"))
        .containsExactly("Open request", "Look now");
    assertThat(labels("request_failed", "request", "req-1")).containsExactly("Open request");
  }

  @Test
  void ofTheProgramTheWindowHasNone() {
    assertThat(labels("program", "background", "counting sheep")).isEmpty();
  }
}
