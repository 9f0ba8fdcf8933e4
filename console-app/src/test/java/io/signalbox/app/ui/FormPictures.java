package io.signalbox.app.ui;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.requests.RequestsScreen;
import io.signalbox.app.ui.templates.TemplatesScreen;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.testing.ManualTime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Pictures of the forms with made-up answers, to look at: one argument, the folder. */
final class FormPictures {

  private static final int WIDTH = 1264;
  private static final int HEIGHT = 850;
  private static final String CODE = "INSUFFICIENT_CAPACITY";

  private FormPictures() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Toolkit.start();
    for (Theme theme : Theme.values()) {
      picture(folder, theme, "requests-none", 0, "");
      picture(folder, theme, "requests-300", 300, "#submit");
      templates(folder, theme, "templates-10000-edited", 10_000);
    }
    Platform.exit();
  }

  private static void picture(Path folder, Theme theme, String name, int many, String press)
      throws Exception {
    ManualTime time = new ManualTime();
    FakeBuses buses = buses(time, many);
    Stage stage =
        show(
            theme,
            () ->
                new RequestsScreen(
                    buses.services(time), new Dialogs(new StackPane()), (place, subject) -> {}),
            time);
    if (many > 0) {
      onScreen(() -> {
        ((Button) stage.getScene().getRoot().lookup(press)).fire();
        return press;
      });
    }
    write(stage, folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
  }

  /** A file that is being edited and has changed on disk meanwhile. */
  private static void templates(Path folder, Theme theme, String name, int many) throws Exception {
    ManualTime time = new ManualTime();
    FakeBuses buses = ManyTemplates.answers(time, many);
    Screen[] made = new Screen[1];
    Stage stage =
        show(
            theme,
            () -> {
              made[0] = new TemplatesScreen(buses.services(time), new Dialogs(new StackPane()));
              return made[0];
            },
            time);
    onScreen(() -> {
      Scene scene = stage.getScene();
      ((ToggleButton) scene.lookup("#edit")).fire();
      Label chip = (Label) scene.lookup("#source-instance_type");
      chip.getOnMouseClicked().handle(null);
      TextArea text = (TextArea) scene.lookup("#layer-text");
      text.insertText(text.getCaretPosition(), "      \"max_instances\": 1200,\n");
      ManyTemplates.change(buses, time);
      made[0].show(Views.snapshot(time.now(), 312, "aws-us-east-1"));
      return name;
    });
    write(stage, folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
  }

  private static Stage show(Theme theme, Supplier<Screen> maker, ManualTime time) {
    return onScreen(() -> {
      Screen screen = maker.get();
      StackPane page = new StackPane(screen.node());
      page.setPadding(new Insets(16));
      page.getStyleClass().add("screen");
      Scene scene = new Scene(page, WIDTH, HEIGHT);
      theme.apply(scene);
      Stage made = new Stage();
      made.setScene(scene);
      made.show();
      screen.show(Views.snapshot(time.now(), 312, "aws-us-east-1", "azure-east"));
      page.applyCss();
      page.layout();
      return made;
    });
  }

  private static void write(Stage stage, Path file) throws IOException {
    onScreen(() -> file);
    WritableImage image =
        onScreen(() -> {
          for (int i = 0; i < 3; i++) {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
          }
          return stage.getScene().getRoot().snapshot(null, new WritableImage(WIDTH, HEIGHT));
        });
    write(image, file);
    onScreen(() -> {
      stage.hide();
      return stage;
    });
  }

  private static FakeBuses buses(ManualTime time, int many) {
    List<MachineRequest> requests = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      requests.add(request(time.now(), i));
    }
    return new FakeBuses()
        .on(Query.TemplatesVersion.class, query -> 1L)
        .on(
            Query.ListTemplates.class,
            query ->
                List.of(
                    new TemplateSummary(
                        "web", "web", "", "", "", 5, List.of("east"), List.of(), 1, 0, 0)))
        .on(Query.PreviewRequest.class, query -> dryRun(time.now()))
        .on(Query.ListRequests.class, query -> requests.stream().limit(query.limit()).toList())
        .on(
            Query.ShowRequest.class,
            query ->
                requests.stream()
                    .filter(each -> each.requestId().equals(query.requestId()))
                    .findFirst()
                    .orElseThrow())
        .on(
            Query.RequestTimeline.class,
            query ->
                List.of(
                    new TimelineEntry(time.now(), "intent", true, "10 machines of web", "by ana"),
                    new TimelineEntry(time.now(), "result", false, "Refused", CODE)))
        .on(
            RequestCommand.Submit.class,
            command -> requests.isEmpty() ? request(time.now(), 0) : requests.getFirst());
  }

  private static DryRun dryRun(Instant at) {
    return new DryRun(
        new DecisionRecord(
            at,
            "",
            ProviderOperationType.CREATE_INSTANCES,
            "web",
            1,
            DecisionRecord.Authority.POLICY,
            null,
            "aws-us-east-1",
            "Load balanced across 2 providers",
            List.of(),
            List.of(),
            null,
            List.of()),
        null,
        null,
        5);
  }

  /** One of every state in turn, and returns between them. */
  private static MachineRequest request(Instant now, int number) {
    RequestState state = RequestState.values()[number % RequestState.values().length];
    boolean back = number % 10 == 9;
    String id = (back ? "ret-" : "req-") + String.format("%08d-5b7e", number);
    Instant created = now.minusSeconds(3L + number * 200L);
    int wanted = 2 + number % 9;
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < wanted - 1; i++) {
      machines.add(machine(id, i, back ? MachineState.RETURNED : of(state, number), created));
    }
    if (state == RequestState.COMPLETE) {
      machines.add(machine(id, wanted, back ? MachineState.RETURNED : of(state, number), created));
    }
    String code = state == RequestState.PARTIAL || state == RequestState.FAILED ? CODE : "";
    return new MachineRequest(
        id,
        back ? RequestKind.RETURN : RequestKind.ACQUIRE,
        state,
        back ? "" : "load-balanced-aws",
        wanted,
        "aws-prod-eu-central-1",
        null,
        "key",
        "night-operator (window)",
        "4f1c0000aa9e029e02",
        created,
        created,
        created.plusSeconds(300),
        state.isFinal() ? created.plusSeconds(40) : null,
        (wanted - 1)
            + " of "
            + wanted
            + " machines running. aws-prod-eu-central-1: no c6i.xlarge spot capacity left in"
            + " eu-central-1b",
        List.of(
            new Attempt(
                1,
                "aws-prod-eu-central-1",
                wanted,
                "key",
                "Chosen by the routing tree: main-line > clouds > aws-prod-eu-central-1",
                "{}",
                Attempt.Outcome.ACCEPTED,
                "fleet-1",
                code,
                code.isEmpty() ? "" : "no c6i.xlarge spot capacity left",
                created,
                created)),
        machines);
  }

  private static MachineState of(RequestState state, int number) {
    return switch (state) {
      case PENDING, IN_PROGRESS -> MachineState.PENDING;
      case ACQUIRING -> MachineState.LAUNCHING;
      case COMPLETE -> number % 2 == 0 ? MachineState.RUNNING : MachineState.RETURNED;
      case PARTIAL, PARTIAL_PENDING -> MachineState.RUNNING;
      case FAILED, CANCELLED, TIMEOUT -> MachineState.TERMINATED;
    };
  }

  private static Machine machine(String request, int number, MachineState state, Instant at) {
    return new Machine(
        "i-0a41f3c20de" + number,
        "host" + number,
        request,
        state == MachineState.RETURNED ? "ret-1" : null,
        "aws-prod-eu-central-1",
        state,
        "10.0.0." + number,
        null,
        at,
        "",
        "c6i.xlarge",
        "spot",
        1,
        Map.of(),
        false,
        "",
        at,
        at);
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int[] pixels = new int[WIDTH * HEIGHT];
    image
        .getPixelReader()
        .getPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, WIDTH, HEIGHT, pixels, 0, WIDTH);
    ImageIO.write(picture, "png", file.toFile());
  }

  private static <T> T onScreen(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        done.complete(work.get());
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    });
    return done.join();
  }
}
