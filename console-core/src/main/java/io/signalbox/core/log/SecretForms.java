package io.signalbox.core.log;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that known secrets look like. Not thread-safe. */
final class SecretForms {

  /** Fewer characters of a Base64 text may be anything. */
  private static final int SHORTEST_BASE64 = 6;

  // The longest first: one that is part of another must not leave the rest of it.
  private static final Comparator<String> ORDER =
      (a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length();

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final Set<String> anywhere = new TreeSet<>(ORDER);
  private final Set<String> words = new TreeSet<>(ORDER);

  /** Adds a secret that is looked for in all its forms, wherever it stands. */
  boolean addAnywhere(String value) {
    Set<String> forms = written(value);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 3; before++) {
      String within = base64(bytes, before);
      if (within.length() >= SHORTEST_BASE64) {
        forms.add(within);
        forms.add(within.replace('+', '-').replace('/', '_'));
      }
    }
    return anywhere.addAll(forms);
  }

  /** Adds a secret that is looked for as a word of its own, as it is and as the whole of Base64. */
  boolean addWord(String value) {
    if (value.isBlank()) {
      return false;
    }
    Set<String> forms = written(value);
    forms.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    return words.addAll(forms);
  }

  List<String> anywhere() {
    return List.copyOf(anywhere);
  }

  /** Null where there is none. */
  @Nullable Pattern words() {
    return words.isEmpty()
        ? null
        : Pattern.compile(
            words.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")));
  }

  private static Set<String> written(String value) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(value);
    forms.add(VisibleText.line(value));
    String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    forms.add(json);
    forms.add(json.replace("/", "\\/"));
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    forms.add(url);
    forms.add(url.replace("+", "%20"));
    // Some programs write escapes in lower case.
    String lower = ESCAPE.matcher(url).replaceAll(each -> each.group().toLowerCase(Locale.ROOT));
    forms.add(lower);
    forms.add(lower.replace("+", "%20"));
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
}
