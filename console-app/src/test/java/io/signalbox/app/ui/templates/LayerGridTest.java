package io.signalbox.app.ui.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@OnScreen
class LayerGridTest {

  @Test
  void fieldThatALayerTookAwaySaysByWhom() throws Exception {
    FxToolkit.registerPrimaryStage();
    TemplateAnswers answers = new TemplateAnswers();
    List<String> texts = new ArrayList<>();
    new FxRobot()
        .interact(() -> {
          TemplatesViewModel model = new TemplatesViewModel(answers.buses.services(answers.time));
          model.refresh();
          nodes(new LayerGrid(model).node())
              .filter(Label.class::isInstance)
              .map(Label.class::cast)
              .forEach(label -> {
                texts.add(label.getText());
                texts.add(label.getAccessibleText());
              });
        });
    assertThat(texts)
        .contains("max_price", "unset", "not set", "unset by east_templates.json:4")
        .contains("max_price is unset by east_templates.json:4:17");
  }

  @Test
  void whatIsFoundAboutAFieldStandsInItsRow() throws Exception {
    FxToolkit.registerPrimaryStage();
    TemplateAnswers answers = new TemplateAnswers();
    answers.buses.on(
        Query.ValidateTemplates.class,
        query ->
            List.of(
                new ValidationReport(
                    String.valueOf(query.templateId()),
                    "east",
                    query.level(),
                    query.level() == ValidationLevel.STRICT
                        ? List.of(
                            Diagnostic.error(
                                "PROVIDER_CHECK",
                                "image_id: there is no image ami-1",
                                new Location("templates.json", 4, 7),
                                query.templateId() + ".image_id",
                                ""))
                        : List.of())));
    List<String> marks = new ArrayList<>();
    new FxRobot()
        .interact(() -> {
          TemplatesViewModel model = new TemplatesViewModel(answers.buses.services(answers.time));
          model.refresh();
          Node grid = new LayerGrid(model).node();
          marks.add(String.valueOf(marks(grid)));
          model.resolved().levelProperty().set(ValidationLevel.STRICT);
          marks.add(String.valueOf(marks(grid)));
        });
    assertThat(marks).containsExactly("[]", "[Error, image_id: image_id: there is no image ami-1]");
  }

  private static List<String> marks(Node grid) {
    return nodes(grid)
        .filter(node -> "finding-image_id".equals(node.getId()))
        .map(Label.class::cast)
        .flatMap(label -> Stream.of(label.getText(), label.getAccessibleText()))
        .toList();
  }

  private static Stream<Node> nodes(Node node) {
    Stream<Node> below =
        switch (node) {
          case ScrollPane pane -> nodes(pane.getContent());
          case Parent parent ->
              parent.getChildrenUnmodifiable().stream().flatMap(LayerGridTest::nodes);
          default -> Stream.empty();
        };
    return Stream.concat(Stream.of(node), below);
  }
}
