package io.signalbox.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  private static final String SECRET = "cor\"rect\\ horse+b\u00e4ttery";

  private final Secrets secrets = new Secrets();

  @Test
  void aSecretIsStruckOutOfJsonAndUrls() {
    secrets.add(SECRET);
    String json = new String(JsonStringEncoder.getInstance().quoteAsString(SECRET));
    String url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    assertThat(secrets.strike("{\"password\":\"" + json + "\"}"))
        .isEqualTo("{\"password\":\"***\"}");
    assertThat(secrets.strike("https://x/?p=" + url + "&q=1")).isEqualTo("https://x/?p=***&q=1");
    assertThat(secrets.strike("https://x/" + url.replace("+", "%20") + "/y"))
        .isEqualTo("https://x/***/y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u:", "us:", "user:", "user:x"})
  void aSecretIsStruckOutOfAHeaderInBase64(String before) {
    secrets.add(SECRET);
    for (String after : new String[] {"", "1", "12", "123"}) {
      byte[] header = (before + SECRET + after).getBytes(StandardCharsets.UTF_8);
      String plain = Base64.getEncoder().encodeToString(header);
      assertThat(secrets.strike("Basic " + plain)).startsWith("Basic ").contains("***");
      assertThat(secrets.strike(Base64.getUrlEncoder().encodeToString(header))).contains("***");
    }
  }

  @Test
  void aSecretThatBeginsLikeAnotherLeavesNoRestOfIt() {
    secrets.add("hunter2");
    secrets.add("hunter2-and-more");
    secrets.add("hunter2-and");
    assertThat(secrets.strike("login with hunter2-and-more")).isEqualTo("login with ***");
  }

  @Test
  void anOrdinaryTextIsTheSameText() {
    secrets.add(SECRET);
    String text = "The service is down (503)";
    assertThat(secrets.strike(text)).isSameAs(text);
  }
}
