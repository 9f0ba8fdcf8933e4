package io.signalbox.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
    // As some programs write it: the escapes alone are in lower case.
    assertThat(secrets.strike("https://x/?p=cor%22rect%5c+horse%2bb%c3%a4ttery&q=1"))
        .isEqualTo("https://x/?p=***&q=1");
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

  @Test
  void everyLineOfASecretIsStruck() {
    secrets.add("-----BEGIN KEY-----\nQUJDREVGR0hJSktMTU5PUA\n  cXJzdHV2d3h5ejAxMjM0NQ\nend\n");
    assertThat(secrets.strike("found QUJDREVGR0hJSktMTU5PUA and cXJzdHV2d3h5ejAxMjM0NQ at the end"))
        .isEqualTo("found *** and *** at the end");
  }

  /** A variable may end with the carriage return of a file it was read from. */
  @Test
  void aSecretIsStruckWithoutTheSpaceAroundItToo() {
    secrets.addDeclared(" hunter2\r");
    secrets.addDeclared("k3y\r");
    assertThat(secrets.strike("key hunter2, PIN k3y")).isEqualTo("key ***, PIN ***");
  }

  @Test
  void aShortValueIsStruckOnlyWhereItIsDeclaredSecretAndAWordOfItsOwn() {
    secrets.add("abc");
    assertThat(secrets.strike("abc")).isEqualTo("abc");
    secrets.addDeclared("k3y.");
    secrets.addDeclared(" ");
    assertThat(secrets.strike("k3y. {\"p\":\"k3y.\"} ?p=k3y.&x monk3y.s azN5Lg=="))
        .isEqualTo("*** {\"p\":\"***\"} ?p=***&x monk3y.s ***");
  }

  @Test
  void userInfoOfAUrlIsStruckWhoeverWroteIt() {
    assertThat(secrets.strike("proxy http://bob:hunter2@proxy:3128/x and ftp://eve@host/a@b"))
        .isEqualTo("proxy http://***@proxy:3128/x and ftp://***@host/a@b");
    assertThat(secrets.strike("see https://host/path?mail=a@b")).doesNotContain("***");
    String hostile = "://a@".repeat(200_000);
    assertThat(secrets.strike(hostile)).hasSize(hostile.length() + 2 * 200_000);
  }

  @Test
  void whatIsNestedIsStruckInKeysAndValues() {
    secrets.add(SECRET);
    assertThat(secrets.strikeValue(Map.of("a " + SECRET, List.of(1, SECRET, Map.of("b", SECRET)))))
        .isEqualTo(Map.of("a ***", List.of(1, "***", Map.of("b", "***"))));
  }
}
