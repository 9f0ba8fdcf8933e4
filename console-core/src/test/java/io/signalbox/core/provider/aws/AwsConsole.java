package io.signalbox.core.provider.aws;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.CloudLedger;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A folder with one provider of AWS, which is a cloud on loopback, and templates; open. */
final class AwsConsole implements AutoCloseable {

  static final String PROVIDER = "aws-east";
  static final Caller ANA = new Caller("ana (test)", "trace-1", false);

  /** Lines are told in findings: the image is in line 4, the subnet in line 5. */
  static final String TEMPLATES =
      """
      {"templates": [{
        "template_id": "web", "provider_api": "RunInstances",
        "max_instances": 10,
        "image_id": "%s",
        "subnet_ids": ["%s"],
        "key_name": "operator", "user_data": "#!/bin/sh\\nexport PASSWORD=hunter2",
        "machine_types": {"c5.large": 1, "m5.large": 1}}]}
      """;

  final ManualTime time = new ManualTime();
  final LocalCloud cloud;
  final CloudLedger ledger;
  final Path folder;
  Signalbox signalbox;

  /** With a template that works. */
  AwsConsole(Path folder) throws IOException {
    this(folder, TEMPLATES.formatted(AwsWorld.IMAGE, AwsWorld.SUBNET_A));
  }

  AwsConsole(Path folder, String templates) throws IOException {
    this(folder, templates, Map.of(), LocalCloud.Options.usual());
  }

  /**
   * @param settings over those that work; empty takes one away
   */
  AwsConsole(
      Path folder, String templates, Map<String, String> settings, LocalCloud.Options options)
      throws IOException {
    this.folder = folder;
    Path kept = folder.resolve("cloud");
    this.cloud = LocalCloud.start(options.folder(kept).time(time));
    this.ledger = new CloudLedger(kept);
    Map<String, String> config = new LinkedHashMap<>();
    config.put("region", "us-east-1");
    config.put("endpoint", cloud.endpoint().toString());
    config.put("access_key", "${REHEARSAL_KEY}");
    config.put("secret_key", "${REHEARSAL_SECRET}");
    config.putAll(settings);
    config.values().removeIf(String::isEmpty);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [{"name": "aws-east", "type": "aws", "config": {%s}}]}}
        """
            .formatted(
                config.entrySet().stream()
                    .map(each -> "\"%s\": %s".formatted(each.getKey(), json(each.getValue())))
                    .collect(Collectors.joining(", "))));
    Files.writeString(folder.resolve("aws_templates.json"), templates);
    this.signalbox = open();
  }

  /** Lists and numbers stand as they are. */
  private static String json(String value) {
    return value.startsWith("[") || value.matches("[0-9]+") ? value : "\"" + value + "\"";
  }

  /** Another process on the same folder. */
  Signalbox open() {
    MigratedStore.in(folder.resolve(".signalbox"));
    return Signalbox.open(
        SignalboxOptions.of(folder)
            .environment(
                Map.of(
                    "REHEARSAL_KEY", AwsWorld.ACCESS_KEY, "REHEARSAL_SECRET", AwsWorld.SECRET_KEY))
            .time(time)
            .seed(1)
            .build());
  }

  /** This process ends, and another goes on. */
  void reopen() {
    signalbox.close();
    signalbox = open();
  }

  <R> R ask(Query<R> query) {
    return signalbox.queries().ask(query);
  }

  String submit(int count) {
    return signalbox
        .commands()
        .execute(new RequestCommand.Submit("web", count, null, null, null), ANA)
        .requestId();
  }

  /** Lets time pass, and moves a request as far as it goes. */
  MachineRequest after(Duration passed, String requestId) {
    time.advance(passed);
    return signalbox
        .commands()
        .execute(new RequestCommand.Drive(List.of(requestId)), ANA)
        .getFirst()
        .request();
  }

  /** Machines that nobody has terminated, by the cloud's own ledger. */
  List<String> alive() {
    return ledger.machines(AwsWorld.REGION);
  }

  @Override
  public void close() throws IOException {
    signalbox.close();
    cloud.close();
  }
}
