package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.failover.CircuitView;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traffic steered and rehearsed through the window on the real core, by pointer and keyboard. */
@OnScreen
class RoutingPathsTest {

  private static final String EAST = "aws-us-east-1";
  private static final String WEST = "aws-us-west-2";
  private static final String CENTRAL = "aws-eu-central-1";

  @TempDir Path folder;
  private SampleWindow window;

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void operatorThrowsASwitchAndUndoesIt() throws Exception {
    window = SampleWindow.open(folder);
    window.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.click(window.find(".track-node", node -> spoken(node, "west-line,")));
    window.click(window.find(".track-member .radio-button", node -> spoken(node, CENTRAL)));
    window.click("#throw-make-active");
    Button confirm = window.lookup("#throw-confirm");
    window.until(() ->
        confirm.getTooltip() != null
            && confirm.getTooltip().getText().equals("Give a reason first."));
    assertThat(confirm.getText()).isEqualTo("Make " + CENTRAL + " active");
    assertThat(routing().holds()).as("nothing is changed by looking").isEmpty();
    window.write("#throw-reason", "west is slow");
    window.click("#throw-confirm");
    window.until(() -> !routing().holds().isEmpty());
    assertThat(routing().holds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.at()).isEqualTo("west-line");
          assertThat(hold.member()).isEqualTo(CENTRAL);
          assertThat(hold.why()).isEqualTo("west is slow");
          assertThat(hold.until()).isNotNull();
        });
    assertThat(share(WEST)).isZero();
    assertThat(share(CENTRAL)).isCloseTo(0.5, within(0.001));
    window.click(toastButton("Undo"));
    window.until(() -> routing().holds().isEmpty());
    assertThat(share(WEST)).isCloseTo(0.3, within(0.001));
    assertThat(activity())
        .extracting(AuditEntry::action, AuditEntry::reason)
        .containsExactly(
            tuple("Activate", "west is slow"), tuple("Undo", undoes(activity().getFirst())));
    // What was just taken back is not brought back by the key that takes back.
    window.push(KeyCode.CONTROL, KeyCode.Z);
    window.until(() -> window.shows(".toast .label", "Nothing that you did can be undone."));
    assertThat(routing().holds()).isEmpty();
  }

  private static String undoes(AuditEntry act) {
    return "Undoes what " + act.actor() + " did at " + act.at().truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void operatorPreviewsAppliesAndUndoesAWeight() throws Exception {
    window = SampleWindow.open(folder);
    window.push(KeyCode.CONTROL, KeyCode.DIGIT4);
    window.click("#strategy-clouds");
    window.until(() ->
        window.exists("#weight-" + EAST)
            && window.<TextField>lookup("#weight-" + EAST).getText().equals("5"));
    window.write("#weight-" + EAST, "1");
    Node line = window.find(".member-row", node -> node.lookup("#weight-" + EAST) != null);
    window.until(() -> texts(line).contains("50.0 →") && texts(line).contains("16.7\u2009%"));
    assertThat(share(EAST)).as("nothing is changed by looking").isCloseTo(0.5, within(0.001));
    window.write("#routing-reason", "east is dear");
    window.click("#routing-apply");
    window.click("#danger-confirm");
    window.until(() -> Math.abs(share(EAST) - 1 / 6.0) < 0.001);
    assertThat(share(WEST)).isCloseTo(0.5, within(0.001));
    assertThat(share(CENTRAL)).isCloseTo(1 / 3.0, within(0.001));
    window.click(toastButton("Undo"));
    window.until(() -> Math.abs(share(EAST) - 0.5) < 0.001);
    window.until(() -> window.<TextField>lookup("#weight-" + EAST).getText().equals("5"));
    assertThat(activity())
        .extracting(AuditEntry::action, AuditEntry::reason)
        .containsExactly(
            tuple("ChangeSettings", "east is dear"), tuple("Undo", undoes(activity().getFirst())));
  }

  @Test
  void operatorForcesACircuitOfProductionOpenAndReturnsIt() throws Exception {
    window = SampleWindow.open(folder, "production");
    window.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.click(window.find(".track-platform", node -> spoken(node, EAST)));
    window.click("#throw-force-open");
    window.write("#throw-reason", "errors at the gate");
    assertThat(window.<Button>lookup("#throw-confirm").isDisabled())
        .as("the name is not typed yet")
        .isTrue();
    window.write("#throw-name", EAST);
    assertThat(window.<Button>lookup("#throw-confirm").isDisabled())
        .as("templates only it can serve would have no way left")
        .isTrue();
    window.click("#throw-force");
    window.click("#throw-confirm");
    window.until(() -> circuit() == CircuitView.State.FORCED_OPEN);
    window.find(".pill.hand", node -> text(node).equals("Held"));
    assertThat(share(EAST)).isZero();
    assertThat(share(WEST) + share(CENTRAL)).isCloseTo(1, within(0.001));
    window.click("#throw-automatic");
    window.write("#throw-reason", "gate is fixed");
    window.write("#throw-name", EAST);
    window.click("#throw-confirm");
    window.until(() -> circuit() == CircuitView.State.CLOSED);
    assertThat(share(EAST)).isCloseTo(0.5, within(0.001));
    assertThat(activity())
        .extracting(AuditEntry::action, AuditEntry::reason)
        .containsExactly(
            tuple("ForceCircuit", "errors at the gate"), tuple("ForceCircuit", "gate is fixed"));
  }

  @Test
  void operatorPlaysADrillAndReadsItsReport() throws Exception {
    window = SampleWindow.open(folder);
    window.push(KeyCode.CONTROL, KeyCode.DIGIT9);
    window.click("#scenario-fast-errors");
    window.click(window.find(".toggle-button", node -> text(node).equals("Fastest")));
    window.click("#start-drill");
    window.until(() -> window.exists("#drill-report"));
    DrillView drill = window.ask(new Query.CurrentDrill()).orElseThrow();
    DrillReport report = drill.report();
    assertThat(report).isNotNull();
    assertThat(drill.state()).isEqualTo(DrillView.State.DONE);
    assertThat(report.scenario()).isEqualTo("fast-errors");
    assertThat(report.operations()).isPositive();
    assertThat(report.findings()).isNotEmpty();
    assertThat(texts(window.lookup("#drill-report")))
        .containsAll(report.findings())
        .contains(
            Units.percent(report.successPercent(), "–"),
            Units.number(report.succeeded()) + " of " + Units.number(report.operations()));
    window.until(() -> !window.lookup("#start-drill").isDisabled());
    assertThat(window.lookup("#run-again").isDisabled()).isFalse();
    assertThat(share(EAST)).as("nothing configured is touched").isCloseTo(0.5, within(0.001));
  }

  private Node toastButton(String word) throws Exception {
    return window.find(".toast .button", node -> text(node).equals(word));
  }

  private static boolean spoken(Node node, String begins) {
    return node.getAccessibleText() != null && node.getAccessibleText().startsWith(begins);
  }

  private static String text(Node node) {
    return node instanceof Labeled labeled ? labeled.getText() : "";
  }

  private static List<String> texts(Node node) {
    return node.lookupAll(".label").stream().map(each -> ((Label) each).getText()).toList();
  }

  private RoutingView routing() {
    return window.ask(new Query.ShowRouting());
  }

  private double share(String provider) {
    return routing().shares().getOrDefault(provider, 0.0);
  }

  private CircuitView.State circuit() {
    return routing().circuits().stream()
        .filter(each -> each.name().equals(EAST))
        .findFirst()
        .map(CircuitView::state)
        .orElse(CircuitView.State.CLOSED);
  }

  /** Oldest first. */
  private List<AuditEntry> activity() {
    return window.ask(new Query.Activity(Instant.EPOCH, 20)).reversed();
  }
}
