package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider registered through the window on the real core, by pointer and keyboard. */
@OnScreen
class RegistrationPathTest {

  @TempDir Path folder;
  private SampleWindow window;

  @AfterEach
  void close() {
    window.close();
  }

  private List<String> providers() {
    return window.ask(new Query.ListProviders(false)).stream().map(ProviderView::name).toList();
  }

  private boolean reads(String styleClass, String part) throws Exception {
    return window
        .find(styleClass, node -> node instanceof Label label && label.getText().contains(part))
        .isVisible();
  }

  @Test
  void operatorRegistersAProviderWithAMistakeAndItsCorrection() throws Exception {
    window = SampleWindow.open(folder);
    Path file = folder.resolve("config/config.json");
    String before = Files.readString(file);
    window.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.click("#provider-register");
    window.until(() -> window.exists("#field-name"));
    window.click(window.find(".segments .toggle-button", node -> text(node).equals("simulated")));
    window.write("#field-name", "lab-north");
    Node weight = window.lookup("#field-weight");
    double above = weight.localToScene(0, 0).getY();
    window.write("#field-config-launch_time_ms", "fast");
    assertThat(reads(".form-field .bad", "Is 'fast', expected a whole number")).isTrue();
    assertThat(weight.localToScene(0, 0).getY()).as("nothing moves").isEqualTo(above);
    window.until(() -> window.<Button>lookup("#form-save").isDisabled());
    assertThat(window.<Label>lookup("#form-message").getText())
        .isEqualTo("Fix 1 error before registering");
    // What is typed survives Escape, other screens and the way back.
    window.push(KeyCode.ESCAPE);
    window.until(() -> !window.exists("#provider-form"));
    window.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    window.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    window.click("#provider-register");
    window.write("#field-config-launch_time_ms", "40");
    window.until(() -> !window.<Button>lookup("#form-save").isDisabled());
    assertThat(window.<Button>lookup("#form-save").getText()).isEqualTo("Register lab-north");
    assertThat(reads("#form-written .ok", "lab-north")).isTrue();
    assertThat(Files.readString(file)).as("nothing is written by looking").isEqualTo(before);
    window.click("#form-save");
    window.until(() -> providers().contains("lab-north"));
    assertThat(Files.readString(file)).contains("\"launch_time_ms\": 40");
    window.until(() -> !window.exists("#provider-form"));
    window.push(KeyCode.CONTROL, KeyCode.Z);
    window.until(() ->
        window.shows(
            ".toast .label",
            "RegisterProvider of lab-north is not undone: It is removed on Providers by Remove,"
                + " which tells first what depends on it."));
    window.click("#action-remove");
    window.write("#danger-reason", "only to try");
    window.click("#danger-confirm");
    window.until(() -> !providers().contains("lab-north"));
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  private static String text(Node node) {
    return node instanceof javafx.scene.control.Labeled labeled ? labeled.getText() : "";
  }
}
