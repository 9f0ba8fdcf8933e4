package io.signalbox.core.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The last line of defence: secret values this process has resolved, struck out of every log line
 * and of what providers say. Code never logs them; a library or a cloud's error text might, also as
 * part of a URL, of JSON, or of a Base64 text such as an HTTP header's. Thread-safe.
 */
public final class Secrets {

  /** Shorter ones would strike out ordinary words. */
  private static final int SHORTEST = 6;

  // The longest first: one that is part of another must not leave the rest of it.
  private static final Comparator<String> ORDER =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private volatile List<String> forms = List.of();

  /** Remembers a value of at least 6 characters to strike out; shorter ones are passed over. */
  public synchronized void add(String value) {
    if (value.length() >= SHORTEST) {
      Set<String> all = new TreeSet<>(ORDER);
      all.addAll(forms);
      if (all.addAll(forms(value))) {
        forms = List.copyOf(all);
      }
    }
  }

  /** The text with every known secret struck out; the text itself where there is none. */
  public String strike(String text) {
    String result = text;
    for (String form : forms) {
      result = result.replace(form, "***");
    }
    return result;
  }

  private static Set<String> forms(String value) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(value);
    forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 3; before++) {
      String within = base64(bytes, before);
      forms.add(within);
      forms.add(within.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }

  /**
   * What it looks like in Base64 of a longer text: the characters that depend on it alone.
   *
   * @param before bytes before it in its group of three, 0 to 2
   */
  private static String base64(byte[] value, int before) {
    byte[] group = new byte[before + value.length];
    System.arraycopy(value, 0, group, before, value.length);
    String all = Base64.getEncoder().withoutPadding().encodeToString(group);
    int first = before == 0 ? 0 : before + 1;
    int last = group.length % 3 == 0 ? all.length() : all.length() - 1;
    return all.substring(first, last);
  }

  /** Never shows a value. */
  @Override
  public String toString() {
    return "Secrets[" + forms.size() + "]";
  }
}
