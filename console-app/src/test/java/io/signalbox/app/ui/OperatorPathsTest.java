package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.template.TemplateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.TextPos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole paths through the window on the real core, with a copy of the sample configuration. The
 * test and the window only look: what moves a request is the core's own background, and without it
 * no path ends.
 */
@OnScreen
class OperatorPathsTest {

  @TempDir Path folder;
  private SampleWindow window;

  @BeforeEach
  void open() throws Exception {
    window = SampleWindow.open(folder);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void operatorSwitchesTheActiveProviderAndBack() throws Exception {
    window.go(Place.PROVIDERS, "aws-us-west-2");
    window.until(() -> window.shows(".screen-title", "aws-us-west-2"));
    window.until(() -> window.exists("#action-make-active"));
    window.press("#action-make-active");
    window.until(() -> window.exists("#throw-confirm"));
    Button confirm = window.lookup("#throw-confirm");
    assertThat(confirm.getText()).isEqualTo("Make aws-us-west-2 active");
    assertThat(confirm.isDisabled()).isTrue();
    window.type("#throw-reason", "east is slow");
    window.until(() -> !confirm.isDisabled());
    window.press("#throw-confirm");
    window.until(() -> routing().activation() != null);
    assertThat(routing().activation())
        .satisfies(active -> {
          assertThat(active.provider()).isEqualTo("aws-us-west-2");
          assertThat(active.why()).isEqualTo("east is slow");
        });
    assertThat(routing().shares()).containsEntry("aws-us-west-2", 1.0);
    window.until(() -> window.exists("#action-automatic"));
    window.press("#action-automatic");
    window.until(() -> window.exists("#throw-confirm"));
    window.type("#throw-reason", "east is well again");
    Button back = window.lookup("#throw-confirm");
    window.until(() -> !back.isDisabled());
    window.press("#throw-confirm");
    window.until(() -> routing().activation() == null);
  }

  @Test
  void operatorFindsWhyAFieldHasItsValue() throws Exception {
    window.go(Place.TEMPLATES, "web-server");
    ListView<?> list = window.lookup("#templates");
    window.until(
        () -> String.valueOf(list.getSelectionModel().getSelectedItem()).contains("web-server"));
    ComboBox<String> provider = window.lookup("#template-provider");
    window.until(() -> provider.getItems().contains("aws-us-east-1"));
    window.interact(() -> provider.setValue("aws-us-east-1"));
    window.until(() -> window.exists("#source-max_instances") && window.exists("#source-image_id"));
    var resolved = window.ask(new Query.ShowTemplate("web-server", "aws-us-east-1"));
    var place = resolved.fields().get("max_instances").inForce().location();
    window.until(() ->
        window
            .lookup("#source-max_instances")
            .getAccessibleText()
            .equals("max_instances is set in " + place));
    Label chip = window.lookup("#source-instance_type");
    var opened = resolved.fields().get("instance_type").inForce().location().file();
    ComboBox<TemplateFile> layer = window.lookup("#layer");
    window.until(() -> layer.getValue() != null && !layer.getValue().name().equals(opened));
    window.interact(() -> chip.getOnMouseClicked().handle(null));
    window.until(() -> layer.getValue() != null && layer.getValue().name().equals(opened));
  }

  @Test
  void operatorSubmitsARequestAndReturnsItsMachines() throws Exception {
    window.go(Place.REQUESTS, "");
    ComboBox<String> template = window.lookup("#submit-template");
    window.until(() -> template.getItems().contains("web-server"));
    window.interact(() -> template.setValue("web-server"));
    window.type("#submit-count", "2");
    Button submit = window.lookup("#submit");
    window.until(() -> submit.getText().equals("Submit 2 machines") && !submit.isDisabled());
    window.press("#submit");
    window.until(() -> requests(RequestKind.ACQUIRE).size() == 1);
    String id = requests(RequestKind.ACQUIRE).getFirst().requestId();
    window.until(() -> request(id).state() == RequestState.COMPLETE);
    assertThat(request(id).machines())
        .hasSize(2)
        .allMatch(machine -> machine.state() == MachineState.RUNNING);
    Button giveBack = window.lookup("#return-machines");
    window.until(() -> giveBack.getText().equals("Return 2 machines…") && !giveBack.isDisabled());
    window.press("#return-machines");
    window.until(() -> window.exists("#danger-confirm"));
    window.press("#danger-confirm");
    window.until(() -> requests(RequestKind.RETURN).size() == 1);
    String back = requests(RequestKind.RETURN).getFirst().requestId();
    window.until(() -> request(back).state() == RequestState.COMPLETE);
    assertThat(window.ask(new Query.ListMachines(null, false, 10))).isEmpty();
  }

  @Test
  void unsavedTextSurvivesScreensAndARestart() throws Exception {
    window.go(Place.TEMPLATES, "web-server");
    window.until(() -> window.exists("#source-instance_type"));
    window.go(Place.TEMPLATES, "templates.json");
    ComboBox<TemplateFile> layer = window.lookup("#layer");
    window.until(
        () -> layer.getValue() != null && layer.getValue().name().equals("templates.json"));
    window.click("#edit");
    CodeArea text = window.lookup("#layer-text");
    window.interact(() -> typeBefore(text, "t2.micro", "X"));
    window.until(() -> window.lookup("#layer-unsaved").isVisible());
    Label chip = window.lookup("#source-instance_type");
    window.interact(() -> chip.getOnMouseClicked().handle(null));
    window.go(Place.OVERVIEW, "");
    window.go(Place.TEMPLATES, "templates.json");
    assertThat(text.getText()).contains("Xt2.micro");
    window.close();
    window = SampleWindow.again(folder);
    window.go(Place.TEMPLATES, "web-server");
    window.until(() -> window.exists("#source-instance_type"));
    window.go(Place.TEMPLATES, "templates.json");
    CodeArea again = window.lookup("#layer-text");
    window.until(() -> again.getText().contains("Xt2.micro"));
    assertThat(Files.readString(folder.resolve("config/templates.json")))
        .doesNotContain("Xt2.micro");
    window.press("#layer-discard");
    assertThat(again.getText()).contains("\"t2.micro");
  }

  private static void typeBefore(CodeArea area, String found, String typed) {
    int line = 0;
    while (!area.getPlainText(line).contains(found)) {
      line++;
    }
    TextPos place = TextPos.ofLeading(line, area.getPlainText(line).indexOf(found));
    area.replaceText(place, place, typed);
  }

  @Test
  void doubleClickOnSubmitMakesOneRequest() throws Exception {
    window.go(Place.REQUESTS, "");
    Button submit = window.lookup("#submit");
    window.until(() -> submit.getText().equals("Submit 1 machine") && !submit.isDisabled());
    window.click("#submit");
    window.doubleClick();
    Label said = window.lookup("#submit-said");
    window.until(() -> said.getText().startsWith("Accepted as req-"));
    window.clickAgain();
    window.push(KeyCode.ENTER);
    assertThat(requests(RequestKind.ACQUIRE)).hasSize(1);
    window.press("#submit-another");
    window.until(() -> !submit.isDisabled());
    window.press("#submit");
    window.until(() -> requests(RequestKind.ACQUIRE).size() == 2);
  }

  private RoutingView routing() {
    return window.ask(new Query.ShowRouting());
  }

  private List<MachineRequest> requests(RequestKind kind) {
    return window.ask(new Query.ListRequests(null, Instant.EPOCH, 20)).stream()
        .filter(each -> each.kind() == kind)
        .toList();
  }

  private MachineRequest request(String id) {
    return window.ask(new Query.ShowRequest(id));
  }
}
