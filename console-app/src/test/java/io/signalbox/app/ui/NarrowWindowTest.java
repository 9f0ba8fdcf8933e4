package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.app.testing.Fit;
import io.signalbox.app.testing.LongerWords;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.snapshot.Rendering;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.Many;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A window of 1280x720 with sixty providers, whose names differ in their ends. */
@OnScreen
class NarrowWindowTest {

  private static final Pattern NAME = Pattern.compile("aws-[a-z]+-[a-z]+-\\d-\\d{3}");

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor();
  private Signalbox signalbox;
  private UiServices services;
  private Feed feed;
  private ShellView shell;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    Path config = folder.resolve("config");
    Many.of(60, 60).writeTo(config);
    signalbox =
        Signalbox.open(
            SignalboxOptions.of(config)
                .stateFolder(folder.resolve("state"))
                .background(true)
                .seed(7)
                .build());
    feed = new Feed(signalbox.snapshots(), signalbox.events(), Platform::runLater);
    services =
        UiLauncher.services(
            signalbox, asks, Platform::runLater, TimeSource.system(), Drafts.inMemory());
    robot.interact(() -> {
      shell = new ShellView(services, feed, Theme.LIGHT);
      Scene scene = new Scene(shell, 1280, 696);
      Theme.LIGHT.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
    });
    feed.start();
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
    feed.close();
    asks.close();
    signalbox.close();
  }

  @Test
  void whatIsDrawnLargerFillsAWindowThatBecomesLargerOrSmaller() throws Exception {
    robot.interact(() -> services.preferences().set("window", "scale", "PERCENT_150"));
    for (List<Double> size : List.of(List.of(1100.0, 640.0), List.of(1240.0, 680.0))) {
      robot.interact(() -> {
        stage.setWidth(size.get(0));
        stage.setHeight(size.get(1));
      });
      Scene scene = stage.getScene();
      until(() -> Math.abs(scene.getWidth() - size.get(0)) < 40);
      robot.interact(() -> shell.layout());
      Bounds drawn = shell.getBoundsInParent();
      assertThat(drawn.getWidth()).isCloseTo(scene.getWidth(), within(1.0));
      assertThat(drawn.getHeight()).isCloseTo(scene.getHeight(), within(1.0));
    }
  }

  @Test
  void noNameOfAProviderIsCut() throws Exception {
    go(Place.PROVIDERS);
    until(() -> names("#providers").size() > 3);
    assertThat(cut("#providers")).as("Providers").isEmpty();
    assertThat(cut("#providers .column-header")).as("headings of Providers").isEmpty();
    submit();
    assertThat(cut("#submit-preview")).as("the dry run").isEmpty();
    assertThat(cut("#requests")).as("Requests").isEmpty();
  }

  private void submit() throws Exception {
    go(Place.REQUESTS);
    until(() -> names("#submit-preview").size() > 10);
    Button submit = (Button) shell.lookup("#submit");
    until(() -> !submit.isDisabled());
    robot.interact(submit::fire);
    until(() -> names("#requests").size() == 1);
  }

  @Test
  void whoIsActedOnIsNamedWholeAndInSightHoweverLongItsReasonIs() throws Exception {
    String name = signalbox.queries().ask(new Query.ListProviders(false)).get(41).name();
    signalbox
        .commands()
        .execute(
            new ProviderCommand.ReportHealth(
                name,
                false,
                "INTERNAL_SERVER_ERROR: The service failed on its side (500), 3 in a row",
                "pager",
                null),
            new Caller("ana (test)", "trace-1", false));
    robot.interact(() -> shell.go(Place.PROVIDERS, name));
    until(() -> names(".card-head").stream().anyMatch(each -> each.getText().equals(name)));
    until(() -> labels("INTERNAL_SERVER_ERROR").size() > 0);
    robot.interact(() -> shell.layout());
    assertThat(cut(".card-head")).isEmpty();
    assertThat(drawn(labels("INTERNAL_SERVER_ERROR").getFirst())).startsWith("INTERNAL_SE");
    until(() -> names("#providers").stream().anyMatch(each -> each.getText().equals(name)));
  }

  @Test
  void noFigureOfProvidersIsCutInTheSmallestWindow() throws Exception {
    go(Place.PROVIDERS);
    robot.interact(() -> stage.setWidth(1024));
    until(() -> shell.getWidth() <= 1024 && names("#providers").size() > 3);
    robot.interact(() -> shell.layout());
    assertThat(all("#providers"))
        .filteredOn(each -> each.getStyleClass().contains("table-cell"))
        .filteredOn(each -> !each.getText().isEmpty() && each.isVisible())
        .allSatisfy(each -> assertThat(drawn(each)).isEqualTo(each.getText()));
  }

  @Test
  void everythingHasRoomInTheSmallestWindow() throws Exception {
    submit();
    robot.interact(() -> stage.setWidth(1024));
    until(() -> shell.getWidth() <= 1024);
    for (Place place : Place.values()) {
      go(place);
      WaitForAsyncUtils.waitForFxEvents();
      robot.interact(() -> shell.layout());
      assertThat(problems()).as(place.toString()).isEmpty();
    }
  }

  /** What of Overview stands there only with many providers. */
  @Test
  void wordsOfOverviewThatAreLongerByTwoFifthsHaveRoomInTheSmallestWindow() throws Exception {
    go(Place.OVERVIEW);
    robot.interact(() -> stage.setWidth(1024));
    until(() -> shell.getWidth() <= 1024 && labels("Unhealthy, degraded").size() == 1);
    Map<Node, String> said = LongerWords.none();
    robot.interact(() -> LongerWords.in(stage.getScene(), said));
    Rendering.pulses();
    assertThat(WaitForAsyncUtils.asyncFx(() -> Fit.problems(stage.getScene(), said)).get())
        .noneMatch(each -> each.contains("Uunheeaalthyy"));
  }

  @Test
  void noWordOfProvidersIsBrokenInAWindowThatWasSmallAndIsLarge() throws Exception {
    go(Place.PROVIDERS);
    robot.interact(() -> stage.setWidth(1024));
    until(() -> shell.getWidth() <= 1024 && names("#providers").size() > 3);
    robot.interact(() -> stage.setWidth(1440));
    until(() -> shell.getWidth() > 1400);
    robot.interact(() -> shell.layout());
    assertThat(problems()).isEmpty();
  }

  private List<String> problems() throws Exception {
    return WaitForAsyncUtils.asyncFx(() -> Fit.problems(stage.getScene(), Map.of())).get();
  }

  @Test
  void noSettingOfAProviderIsCut() throws Exception {
    go(Place.PROVIDERS);
    until(() -> ofStyle("mono").size() > 10 && ofStyle("source-chip").size() > 5);
    robot.interact(() -> shell.layout());
    // A key that is longer than its line is shortened in its middle, and told whole.
    assertThat(Stream.concat(ofStyle("mono").stream(), ofStyle("source-chip").stream()))
        .filteredOn(each -> !Ui.hasTooltip(each))
        .allSatisfy(each -> assertThat(drawn(each)).isEqualTo(each.getText()));
  }

  private List<Labeled> ofStyle(String style) {
    return all("." + style);
  }

  @Test
  void sentencesOfTheTemplatesChecksAreNotWrittenALetterALine() throws Exception {
    go(Place.TEMPLATES);
    until(() -> labels("Fields, API, pricing").size() == 1);
    robot.interact(() -> shell.layout());
    Label sentence = labels("Fields, API, pricing").getFirst();
    assertThat(sentence.getHeight()).isBetween(10.0, 80.0);
    assertThat(cut("#template-provider")).isEmpty();
  }

  private void go(Place place) {
    robot.interact(() -> shell.go(place, ""));
  }

  private void until(Callable<Boolean> so) throws Exception {
    WaitForAsyncUtils.waitFor(2, TimeUnit.MINUTES, so);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private List<Labeled> names(String within) {
    return all(within).stream().filter(each -> NAME.matcher(each.getText()).matches()).toList();
  }

  private List<Label> labels(String start) {
    return all("*").stream()
        .filter(each -> each instanceof Label && each.getText().startsWith(start))
        .map(Label.class::cast)
        .toList();
  }

  private List<Labeled> all(String within) {
    return WaitForAsyncUtils.waitForAsyncFx(
        60_000,
        () ->
            shell.lookupAll(within).stream()
                .flatMap(each -> each.lookupAll("*").stream())
                .filter(each -> each instanceof Labeled labeled && labeled.getText() != null)
                .map(Labeled.class::cast)
                .distinct()
                .toList());
  }

  /** Names that are drawn with an ellipsis. */
  private List<String> cut(String within) {
    return all(within).stream()
        .filter(each ->
            NAME.matcher(each.getText()).matches() || each.getStyleClass().contains("label"))
        .filter(each -> NAME.matcher(each.getText()).matches() || within.contains("header"))
        .filter(each -> !drawn(each).equals(each.getText()))
        .map(each -> each.getText() + " as " + drawn(each))
        .toList();
  }

  private static String drawn(Labeled labeled) {
    Node text = labeled.lookup(".text");
    return text instanceof Text written ? written.getText() : labeled.getText();
  }
}
