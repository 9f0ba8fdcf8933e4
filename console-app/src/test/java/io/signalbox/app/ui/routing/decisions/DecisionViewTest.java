package io.signalbox.app.ui.routing.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.DecisionRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** One decision in full, beside a table, where there is little room. */
@OnScreen
class DecisionViewTest {

  private static final Instant AT = Instant.parse("2026-06-16T14:42:18Z");

  private final FxRobot robot = new FxRobot();

  @Test
  void namesAreWholeInANarrowPanelAndTheWinnerIsFirstOfMany() throws Exception {
    FxToolkit.registerPrimaryStage();
    List<String> names =
        IntStream.range(0, 60).mapToObj(i -> "aws-ap-southeast-2-%03d".formatted(i)).toList();
    robot.interact(() -> {
      DecisionView view = new DecisionView(name -> 0);
      Scene scene = new Scene((Parent) view.node(), 300, 900);
      Theme.DARK.apply(scene);
      Stage stage = new Stage();
      stage.setScene(scene);
      stage.show();
      view.show(record(names));
      scene.getRoot().applyCss();
      scene.getRoot().layout();
      List<Label> shown =
          scene.getRoot().lookupAll(".label").stream()
              .filter(each -> each instanceof Label label && names.contains(whole(label)))
              .map(Label.class::cast)
              .toList();
      assertThat(shown).hasSize(DecisionRecord.LISTED);
      assertThat(whole(shown.getFirst())).isEqualTo("aws-ap-southeast-2-040");
      assertThat(shown)
          .allSatisfy(label ->
              assertThat(((Text) label.lookup(".text")).getText()).isEqualTo(label.getText()));
      stage.hide();
    });
  }

  private static String whole(Label label) {
    return label.getText().replace("\u200b", "");
  }

  private static DecisionRecord record(List<String> names) {
    return new DecisionRecord(
        AT,
        "req-1",
        ProviderOperationType.CREATE_INSTANCES,
        "small-linux",
        1,
        DecisionRecord.Authority.ROUTING_TREE,
        null,
        names.get(40),
        "Chosen by the routing tree",
        names.stream()
            .map(each -> new DecisionRecord.Candidate(each, true, DecisionRecord.Step.ACCEPTED, ""))
            .toList(),
        names.stream().filter(each -> !each.equals(names.get(40))).toList(),
        null,
        List.of());
  }
}
