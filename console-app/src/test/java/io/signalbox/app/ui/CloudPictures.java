package io.signalbox.app.ui;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;

/** Screens over a cloud on this machine: a test of a provider, calls of a request, what is sent. */
public final class CloudPictures implements AutoCloseable {

  private static final Caller ANA = new Caller("ana (window)", "trace-1", false);

  private final ManualTime time = new ManualTime(Instant.now());
  private final LocalCloud cloud;
  private final Signalbox core;

  private CloudPictures(Path folder) throws IOException {
    cloud = LocalCloud.start(LocalCloud.Options.usual().time(time));
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "aws-east", "type": "aws", "config": {"region": "us-east-1", "endpoint": "%s",
            "access_key": "${KEY}", "secret_key": "${SECRET}"}},
          {"name": "rehearsed", "type": "simulated"}]}}
        """
            .formatted(cloud.endpoint()));
    Files.writeString(
        folder.resolve("templates.json"),
        """
        {"templates": [
          {"template_id": "batch-spot", "provider_api": "RunInstances", "max_instances": 20,
           "image_id": "ami-00000000000000101",
           "subnet_ids": ["subnet-00000000000000101", "subnet-00000000000000102"],
           "security_group_ids": ["sg-00000000000000102"], "key_name": "operator",
           "user_data": "#!/bin/sh", "price_type": "spot",
           "machine_types": {"c5.large": 1, "m5.large": 1}, "tags": {"team": "grid"}},
          {"template_id": "mistaken", "provider_api": "RunInstances", "max_instances": 20,
           "image_id": "ami-0123456789", "subnet_ids": ["subnet-0123456789"],
           "key_name": "nobody", "instance_type": "x9.huge"}]}
        """);
    core =
        Signalbox.open(
            SignalboxOptions.of(folder)
                .environment(Map.of("KEY", "AKIAREHEARSAL", "SECRET", "never-to-be-seen"))
                .time(time)
                .seed(1)
                .build());
  }

  public static void take(Camera camera, Path folder) throws IOException {
    try (CloudPictures pictures = new CloudPictures(folder)) {
      pictures.providers(camera);
      pictures.templates(camera);
      pictures.requests(camera);
    }
  }

  private void providers(Camera camera) {
    cloud.faults().deny("ec2:CreateTags");
    cloud.faults().deny("ec2:DescribeKeyPairs");
    camera.take(shot("provider-tested", Place.PROVIDERS, "aws-east"), press("#action-test"));
    camera.take(
        narrow("provider-tested-narrow", Place.PROVIDERS, "aws-east"), press("#action-test"));
    camera.take(
        shot("provider-tested-little", Place.PROVIDERS, "rehearsed"), press("#action-test"));
    cloud.faults().clear();
  }

  private void templates(Camera camera) {
    camera.take(shot("template-sent", Place.TEMPLATES, "batch-spot"), press("#sent-open"));
    camera.take(narrow("template-sent-narrow", Place.TEMPLATES, "batch-spot"), press("#sent-open"));
    camera.take(
        shot("template-findings", Place.TEMPLATES, "mistaken"),
        scene ->
            scene.getRoot().lookupAll(".toggle-button").stream()
                .filter(javafx.scene.control.ToggleButton.class::isInstance)
                .map(javafx.scene.control.ToggleButton.class::cast)
                .filter(each -> each.getText().startsWith("STRICT"))
                .forEach(javafx.scene.control.ToggleButton::fire));
  }

  private void requests(Camera camera) {
    ask(core.queries(), new Query.ListPrices(null, null, true));
    cloud.faults().capacity("c5.large", 2);
    cloud.faults().capacity("m5.large", 1);
    cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    String id =
        core.commands()
            .execute(new RequestCommand.Submit("batch-spot", 5, "aws-east", null, null), ANA)
            .requestId();
    for (int i = 0; i < 4; i++) {
      time.advance(Duration.ofSeconds(6));
      core.commands().execute(new RequestCommand.Drive(List.of(id)), ANA);
    }
    camera.take(shot("request-calls", Place.REQUESTS, id));
    camera.take(
        shot("request-calls-below", Place.REQUESTS, id),
        scene ->
            scene.getRoot().lookupAll(".scroll-pane").stream()
                .filter(ScrollPane.class::isInstance)
                .forEach(each -> ((ScrollPane) each).setVvalue(1)));
  }

  private static Consumer<Scene> press(String id) {
    return scene -> ((Button) scene.lookup(id)).fire();
  }

  private Shot shot(String name, Place place, String subject) {
    return Shot.of(name, this::services, shell -> open(shell, place, subject));
  }

  private Shot narrow(String name, Place place, String subject) {
    return new Shot(name, 1280, 720, this::services, shell -> open(shell, place, subject));
  }

  private void open(ShellView shell, Place place, String subject) {
    shell.show(ask(core.queries(), new Query.Snapshot()));
    shell.go(place, subject);
    shell.show(ask(core.queries(), new Query.Snapshot()));
  }

  /** Asked at once: a picture waits for its answers, which no window does. */
  private UiServices services() {
    return new UiServices(
        new QueryBus() {
          @Override
          public <R> R ask(Query<R> query) {
            return CloudPictures.ask(core.queries(), query);
          }
        },
        core.commands(),
        () -> {},
        Runnable::run,
        Runnable::run,
        time,
        "ana (window)",
        Drafts.inMemory());
  }

  private static <R> R ask(QueryBus bus, Query<R> query) {
    return CompletableFuture.supplyAsync(() -> bus.ask(query), Thread::startVirtualThread).join();
  }

  @Override
  public void close() throws IOException {
    core.close();
    cloud.close();
  }
}
