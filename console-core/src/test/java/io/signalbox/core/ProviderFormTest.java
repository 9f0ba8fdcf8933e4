package io.signalbox.core;

import static io.signalbox.core.ProviderFolder.ANA;
import static io.signalbox.core.ProviderFolder.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a form for a provider is made of. */
final class ProviderFormTest {

  @TempDir Path folder;
  private ProviderFolder files;

  @BeforeEach
  void prepare() {
    files = new ProviderFolder(folder);
  }

  @AfterEach
  void close() {
    files.close();
  }

  @Test
  void aFormIsMadeOfWhatTheTypesDeclareAndTheMachineKnows() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home/.aws"));
    Files.writeString(
        home.resolve("config"),
        "[profile staging]\nregion = eu-central-1\n[default]\nregion=us-east-1 # near\n");
    Files.writeString(
        home.resolve("credentials"),
        "[default]\naws_secret_access_key = wJalrXUtnFEMI\n[old]\naws_access_key_id = AKIA1\n");
    files.environment().put("HOME", folder.resolve("home").toString());
    files.environment().put("CLOUD_TOKEN", "s3cr3t-value");
    files.open("config.json", PLAIN);
    ProviderForm form = files.ask(new Query.ShowProviderForm(null));
    assertThat(form.files()).containsExactly("config.json");
    assertThat(form.usual()).isEqualTo("config.json");
    assertThat(form.variables()).contains("CLOUD_TOKEN");
    ProviderForm.Type aws =
        form.types().stream().filter(each -> each.name().equals("aws")).findFirst().orElseThrow();
    assertThat(aws.fields()).extracting(each -> each.name()).contains("region", "secret_key");
    assertThat(aws.apis()).contains("EC2Fleet", "RunInstances");
    assertThat(aws.found())
        .extracting(each -> each.name(), each -> each.settings())
        .containsExactly(
            tuple("aws-staging", Map.of("profile", "staging", "region", "eu-central-1")),
            tuple("aws-default", Map.of("profile", "default", "region", "us-east-1")),
            tuple("aws-old", Map.of("profile", "old")));
    assertThat(form.toString())
        .doesNotContain("wJalrXUtnFEMI")
        .doesNotContain("AKIA1")
        .doesNotContain("s3cr3t-value");
  }

  @Test
  void aFormOfAConfiguredProviderSaysWhereEachValueComesFrom() throws IOException {
    files.open("config.json", PLAIN);
    files.execute(new ProviderCommand.Update("west", Map.of("weight", "9"), "load"), ANA);
    ProviderForm form = files.ask(new Query.ShowProviderForm("west"));
    assertThat(form.type()).isEqualTo("simulated");
    assertThat(form.values().get("type").location().toString()).startsWith("config.json:5");
    assertThat(form.values().get("weight").source()).isEqualTo("override");
    assertThat(form.values().get("weight").note()).contains("ana");
  }
}
