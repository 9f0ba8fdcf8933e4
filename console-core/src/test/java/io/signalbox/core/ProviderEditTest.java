package io.signalbox.core;

import static io.signalbox.core.ProviderFolder.ANA;
import static io.signalbox.core.ProviderFolder.PLAIN;
import static io.signalbox.core.ProviderFolder.YAML;
import static io.signalbox.core.ProviderFolder.edit;
import static io.signalbox.core.ProviderFolder.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.command.ConfigCommand.RegisterProvider;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edit of a provider in the files would do is told before it is saved. */
final class ProviderEditTest {

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
  void theOtherFieldsAreCheckedThoughTheNameIsTaken() throws IOException {
    files.open("config.json", PLAIN);
    ProviderPreview preview =
        files.ask(new Query.PreviewProvider(edit("west", "latency.mean_ms=fast")));
    assertThat(preview.findings())
        .extracting(Finding::key)
        .containsExactly("name", "config.latency.mean_ms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "simulated; latency.mean_ms=fast; config.latency.mean_ms; expected a number",
        "simulated; latency.mean_ms=-1; config.latency.mean_ms; expected a number",
        "simulated; latency.kind=sometimes; config.latency.kind; expected one of",
        "simulated; outage=maybe; config.outage; expected true or false",
        "simulated; latncy.mean_ms=3; latncy.mean_ms; is not a known key",
        "simulated; wieght=3; wieght; Did you mean 'weight'?",
        "simulated; weight=-1; weight; expected a number of at least 0",
        "simulated; weight=lots; weight; expected a number",
        "simulated; priority=1.5; priority; expected a whole number",
        "simulated; enabled=perhaps; enabled; expected true or false",
        "simulated; template_defaults=key; template_defaults; expected an object",
        "simulated; config=region; config; expected an object",
        "aws; max_connections=0; config.max_connections; at least 1",
        "aws; price_source=guess; config.price_source; expected one of auto, table, none",
        "aws; endpoint=nowhere; config.endpoint; expected one such as",
        "aws; secret_key=AKIAIOSFODNN7EXAMPLE; config.secret_key; is a secret written out",
        "aws; on_demand_prices=t3.micro; config.on_demand_prices; t3.micro",
        "nosuch; region=x; type; which is not installed",
      })
  void everyKindOfFieldSaysWhatIsWrongWithIt(String type, String setting, String key, String told)
      throws IOException {
    files.open("config.json", PLAIN);
    ProviderEdit.Register edit = edit("new", "type=" + type, setting);
    ProviderPreview preview = files.ask(new Query.PreviewProvider(edit));
    assertThat(preview.accepted()).isFalse();
    assertThat(preview.findings())
        .filteredOn(Finding::refuses)
        .anySatisfy(each -> {
          assertThat(each.key()).isEqualTo(key);
          assertThat(each.text()).contains(told);
        });
    assertThat(preview.toString()).doesNotContain("AKIAIOSFODNN7EXAMPLE");
    assertThatThrownBy(() -> files.execute(new RegisterProvider(edit, ""), ANA))
        .isInstanceOf(SignalboxException.class)
        .hasMessageContaining("was not registered")
        .hasMessageNotContaining("AKIAIOSFODNN7EXAMPLE");
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
  }

  @ParameterizedTest
  @CsvSource({"''", "no spaces", "-first", "endsinprov", "a/b"})
  void aNameThatIsNoneIsToldAtTheName(String name) throws IOException {
    files.open("config.json", PLAIN);
    ProviderPreview preview = files.ask(new Query.PreviewProvider(edit(name)));
    assertThat(preview.findings())
        .anySatisfy(each -> {
          assertThat(each.key()).isEqualTo("name");
          assertThat(each.refuses()).isTrue();
        });
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
  }

  @Test
  void whatIsWrongIsToldWithTheLineItWouldStandOn() throws IOException {
    files.open("config.yaml", YAML);
    assertThat(
            files.refused(
                new RegisterProvider(edit("new", "latency.mean_ms=fast"), ""),
                ANA,
                ErrorCode.INVALID_INPUT))
        .hasMessage(
            "new was not registered: config.yaml:14:20: config.latency.mean_ms is 'fast', expected"
                + " a number of at least 0 and at most 60,000 ms");
  }

  @Test
  void aPreviewTellsTheLinesAndEverybodysShare() throws IOException {
    files.open("config.json", PLAIN);
    ProviderPreview preview = files.ask(new Query.PreviewProvider(edit("new", "weight=4")));
    assertThat(preview.accepted()).isTrue();
    assertThat(preview.files()).hasSize(1);
    assertThat(preview.files().getFirst().lines())
        .anySatisfy(line -> assertThat(line.text()).contains("\"name\": \"new\""));
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
    assertThat(files.names()).containsExactly("east", "west");
  }

  @Test
  void aNewWeightMovesTheSharesAsAnnounced() throws IOException {
    files.open(
        "config.json",
        PLAIN.replace(
            "\"provider\": {", "\"provider\": {\"selection_policy\": \"WEIGHTED_ROUND_ROBIN\","));
    ProviderPreview preview = files.ask(new Query.PreviewProvider(edit("new", "weight=4")));
    assertThat(preview.sharesNow().get("east")).isCloseTo(0.75, within(0.001));
    assertThat(preview.sharesProposed().get("new")).isCloseTo(0.5, within(0.001));
    assertThat(preview.sharesProposed().get("east")).isCloseTo(0.375, within(0.001));
    assertThat(preview.movesTraffic()).isTrue();
    files.register("new", "weight=4");
    assertThat(files.view("new").share()).isCloseTo(0.5, within(0.001));
    assertThat(files.view("east").share()).isCloseTo(0.375, within(0.001));
    ProviderPreview heavier =
        files.ask(
            new Query.PreviewProvider(
                new ProviderEdit.Update("new", Map.of("weight", "12"), null, null)));
    assertThat(heavier.sharesProposed().get("new")).isCloseTo(0.75, within(0.001));
    ProviderPreview without = files.ask(new Query.PreviewProvider(remove("new").edit()));
    assertThat(without.sharesProposed()).doesNotContainKey("new");
    assertThat(without.sharesProposed().get("east")).isCloseTo(0.75, within(0.001));
  }

  @Test
  void aConnectionIsTestedBeforeItIsSaved() throws IOException {
    files.open("config.json", PLAIN);
    ConnectionReport good = files.ask(new Query.TestEdit(edit("new", "latency.mean_ms=1")));
    assertThat(good.provider()).isEqualTo("new");
    assertThat(good.passed()).isTrue();
    ConnectionReport bad = files.ask(new Query.TestEdit(edit("new", "outage=true")));
    assertThat(bad.findings()).anyMatch(each -> each.outcome() != ConnectionFinding.Outcome.OK);
    assertThatThrownBy(() -> files.ask(new Query.TestEdit(edit("new", "latency.mean_ms=fast"))))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
        .hasMessageContaining("config.latency.mean_ms");
    assertThat(files.names()).containsExactly("east", "west");
    assertThat(files.read("config.json")).isEqualTo(PLAIN);
  }
}
