package io.signalbox.app.ui.templates.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.snapshot.Rendering;
import io.signalbox.app.ui.theme.Theme;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** What is drawn of a text that is edited. */
@OnScreen
class CodeEditorTest {

  private static final List<String> SAVED =
      List.of("{", "  \"name\": \"a\",", "  \"count\": 17", "}");

  private static final String LONG = "  \"count\": 17,\n".repeat(2_000);

  private static final Completion.Vocabulary NO_WORDS =
      new Completion.Vocabulary() {
        @Override
        public List<Completion.Key> keys() {
          return List.of();
        }

        @Override
        public List<Completion.Value> values(Completion.Key key) {
          return List.of();
        }
      };

  private final FxRobot robot = new FxRobot();
  private final StringProperty text = new SimpleStringProperty(String.join("\n", SAVED));
  private Stage stage;
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      CodeEditor editor = new CodeEditor(text, NO_WORDS);
      editor.compareWith(1, SAVED);
      scene = new Scene(new StackPane(editor.node()), 400, 200);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  /** The numbers of the lines that have a bar. */
  private List<String> barred() {
    return scene.getRoot().lookupAll(".line-side").stream()
        .map(Region.class::cast)
        .filter(row -> row.getBorder() != null)
        .map(row -> ((Text) row.lookup(".line-number")).getText())
        .sorted()
        .toList();
  }

  private Paint fillOf(String part) {
    return scene.getRoot().lookupAll("Text").stream()
        .map(Text.class::cast)
        .filter(Node::isVisible)
        .filter(each -> each.getText().strip().equals(part))
        .findFirst()
        .orElseThrow()
        .getFill();
  }

  private void type(String now) {
    robot.interact(() -> text.set(now));
    robot.interact(() -> scene.getRoot().layout());
  }

  @Test
  void aChangedLineHasABarUntilItIsAsItWasSaved() {
    assertThat(barred()).isEmpty();
    type(text.get().replace("17", "18"));
    assertThat(barred()).containsExactly("3");
    type(text.get().replace("18", "17"));
    assertThat(barred()).isEmpty();
  }

  @Test
  void eachKindOfPartHasItsColourInEveryTheme() {
    Paint key = fillOf("\"name\"");
    Paint number = fillOf("17");
    assertThat(key).isEqualTo(Color.web("#79c0ff"));
    assertThat(number).isEqualTo(Color.web("#f2cc60"));
    robot.interact(() -> Theme.LIGHT.apply(scene));
    robot.interact(() -> {
      scene.getRoot().applyCss();
      scene.getRoot().layout();
    });
    assertThat(fillOf("\"name\"")).isEqualTo(Color.web("#0550ae"));
    assertThat(fillOf("17")).isEqualTo(Color.web("#8a5a00"));
  }

  @Test
  void aKeyLaysTheLinesOutOnce() {
    type(LONG);
    CodeArea area = area();
    robot.interact(() -> area.select(TextPos.ofLeading(4, 3)));
    robot.interact(() -> scene.getRoot().layout());
    Pane numbers = (Pane) area.lookup(".left-side");
    AtomicInteger laidOut = new AtomicInteger();
    // The area takes them all out, and puts in those in sight.
    numbers
        .getChildren()
        .addListener(
            (InvalidationListener)
                changed -> {
                  if (numbers.getChildren().isEmpty()) {
                    laidOut.incrementAndGet();
                  }
                });
    robot.interact(() -> Event.fireEvent(area, key("x")));
    robot.interact(() -> scene.getRoot().layout());
    assertThat(area.getPlainText(4)).startsWith("  \"x");
    assertThat(text.get().lines().toList().get(4)).startsWith("  \"x");
    assertThat(laidOut).hasValue(1);
  }

  @Test
  void coloursGoAlongWithWhatIsInSight() {
    type(LONG);
    assertThat(parts(4)).isEqualTo(4);
    assertThat(parts(1_500)).as("a line that nobody sees").isEqualTo(1);
    robot.interact(() -> area().select(TextPos.ofLeading(1_500, 0)));
    Rendering.pulses();
    assertThat(parts(1_500)).isEqualTo(4);
    assertThat(parts(1_510)).as("the next page").isEqualTo(4);
    assertThat(parts(4)).isEqualTo(1);
  }

  /** Who held the scroll bar saw none of the colours as long as the lines moved. */
  @Test
  void noFrameIsWithoutColours() {
    type(LONG);
    List<Set<Paint>> drawn = new CopyOnWriteArrayList<>();
    robot.interact(() -> {
      scene.addPreLayoutPulseListener(() -> drawn.add(fills()));
      area().select(TextPos.ofLeading(1_500, 0));
    });
    Rendering.pulses();
    // When the first frame begins nothing of the new place was drawn.
    assertThat(List.copyOf(drawn).stream().skip(1))
        .isNotEmpty()
        .allSatisfy(fills -> assertThat(fills).hasSizeGreaterThan(2));
  }

  /** Of what stands in the lines in sight. */
  private Set<Paint> fills() {
    return scene.getRoot().lookupAll("Text").stream()
        .map(Text.class::cast)
        .filter(Node::isVisible)
        .filter(each -> !each.getStyleClass().contains("line-number"))
        .map(Text::getFill)
        .collect(Collectors.toSet());
  }

  private CodeArea area() {
    return (CodeArea) scene.getRoot().lookup(".code-editor");
  }

  /** In how many colours a line is drawn. */
  private int parts(int line) {
    return area().getModel().getParagraph(line).getSegmentCount();
  }

  private static KeyEvent key(String letter) {
    return new KeyEvent(
        KeyEvent.KEY_TYPED, letter, "", KeyCode.UNDEFINED, false, false, false, false);
  }
}
