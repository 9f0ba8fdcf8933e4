package io.signalbox.app.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.holds.ManualState;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a rule that is made to an alert that fires, from that to traffic of production moved in
 * three acts, and back: by pointer and keyboard, on the real core.
 */
@OnScreen
class AlertPathTest {

  private static final String WEST = "aws-us-west-2";
  private static final String ALERT = "west_slow/" + WEST;

  @TempDir Path folder;
  private SampleWindow window;

  @BeforeEach
  void open() throws Exception {
    window = SampleWindow.open(folder, "production");
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void operatorMakesARuleMovesTrafficFromItsAlertInThreeActsAndTakesItBack() throws Exception {
    makeTheRule();
    window.until(() -> alert() != null);
    double before = share();
    assertThat(before).isPositive();

    // The first act opens the form, which has the alert's words for a reason; the second answers
    // what production asks; the third throws the switch.
    window.click(button("Drain…", "Drain…, " + WEST));
    window.until(() -> window.exists("#throw-confirm"));
    String reason = window.<TextField>lookup("#throw-reason").getText();
    assertThat(reason).isEqualTo(alert().title());
    assertThat(window.focused().getId()).isEqualTo("throw-name");
    assertThat(window.<Button>lookup("#throw-confirm").isDisabled()).isTrue();
    window.write("#throw-name", WEST);
    window.click("#throw-confirm");
    window.until(() -> held() != null);
    assertThat(held().kind()).isEqualTo(ManualState.Kind.DRAINED);
    assertThat(held().why()).isEqualTo(reason);
    assertThat(share()).as("of new work").isZero();

    // The way back is as careful: the toast's Undo opens the form again.
    window.click(button("Undo", null));
    window.until(() -> window.exists("#throw-confirm"));
    assertThat(window.<Button>lookup("#throw-confirm").getText())
        .isEqualTo("Return " + WEST + " to automatic");
    assertThat(held()).as("nothing changed yet").isNotNull();
    window.write("#throw-reason", "it was the network");
    window.write("#throw-name", WEST);
    window.click("#throw-confirm");
    window.until(() -> held() == null);
    assertThat(share()).isCloseTo(before, within(0.001));
    assertThat(acts()).extracting(ActivityEntry::what).startsWith("Undo", "Drain");
    assertThat(acts().getFirst().reason()).isEqualTo("it was the network");

    // Ctrl Z does not bring the drain back: it goes on with what was done before, the rule.
    window.push(KeyCode.CONTROL, KeyCode.Z);
    window.until(() -> !isRuleThere());
    assertThat(held()).isNull();
  }

  private void makeTheRule() throws Exception {
    window.click("#bell");
    window.click("#new-rule");
    window.write("#rule-name", "west_slow");
    window.push(KeyCode.TAB);
    window.push(KeyCode.TAB);
    ComboBox<String> scope = window.lookup("#rule-scope");
    assertThat(scope.isFocused()).isTrue();
    for (int i = scope.getItems().indexOf(WEST); i > 0; i--) {
      window.push(KeyCode.DOWN);
    }
    assertThat(scope.getValue()).isEqualTo(WEST);
    window.write("#rule-threshold", "soon");
    assertThat(window.<Button>lookup("#rule-save").isDisabled()).as("no number").isTrue();
    window.until(() -> window.shows(".label", "A number of at least 0"));
    window.write("#rule-threshold", "0");
    window.write("#rule-for", "0");
    window.write("#rule-minimum", "1");
    window.until(() -> said().startsWith("Would "));
    window.click("#rule-save");
  }

  private String said() {
    return ((Label) window.<Node>lookup("#rule-preview").lookup(".label")).getText();
  }

  /**
   * @param spoken its accessible text; null for any
   */
  private Node button(String text, @Nullable String spoken) throws Exception {
    return window.find(
        ".button",
        node ->
            node instanceof Button button
                && text.equals(button.getText())
                && (spoken == null || spoken.equals(button.getAccessibleText())));
  }

  private boolean isRuleThere() {
    return window.ask(new Query.ListAlertRules()).stream()
        .anyMatch(each -> each.rule().name().equals("west_slow"));
  }

  private @Nullable Alert alert() {
    return window.ask(new Query.ListAlerts(false)).stream()
        .filter(each -> each.id().equals(ALERT))
        .findFirst()
        .orElse(null);
  }

  private @Nullable ManualState held() {
    return window.ask(new Query.ShowProvider(WEST)).view().manual();
  }

  private double share() {
    return window.ask(new Query.ShowRouting()).shares().getOrDefault(WEST, 0.0);
  }

  /** The newest first. */
  private List<ActivityEntry> acts() {
    return window
        .ask(new Query.ListActivity(ActivityFilter.ALL.ofKinds(Set.of(ActivityKind.ACT)), null, 20))
        .entries();
  }
}
