package io.signalbox.core.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last line of defence: what variables and references of the configuration stood for, struck
 * out of every text before it is shown, logged or kept. Code never puts it there; a library, a
 * cloud's error text or a person might, also as part of a URL, of JSON, or of a Base64 text such as
 * an HTTP header's. What stands before the host of a URL is struck out too, whoever wrote it.
 * Thread-safe.
 */
public final class Secrets {

  /** Shorter ones would strike out ordinary words, unless they are known to be secrets. */
  private static final int SHORTEST = 6;

  private static final String STRUCK = "***";

  // Each part between two @ is gone over once, so that no text takes time by its square.
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)(?:[^\\s/?#\"'<>@]*+@)++");

  private static final Secrets OF_PROCESS = new Secrets();

  // Guarded by this; the texts are looked for in the snapshot.
  private final SecretForms forms = new SecretForms();
  private volatile List<String> anywhere = List.of();
  private volatile @Nullable Pattern words;

  /**
   * Those of the process, to which every open folder adds: a terminal, a clipboard and a log show
   * what comes from any of them.
   */
  public static Secrets ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Remembers what a variable stood for, line by line where it has several. Values and lines of
   * fewer than 6 characters are passed over: they would strike out ordinary words.
   */
  public void add(String value) {
    add(value, SHORTEST);
  }

  /**
   * Remembers the value of a setting that is declared secret, however short: where it has fewer
   * than 6 characters it is struck out as a word of its own, and not within longer words.
   */
  public void addDeclared(String value) {
    add(value, 1);
  }

  private synchronized void add(String value, int shortest) {
    boolean added = false;
    for (String each : parts(value)) {
      if (each.length() >= SHORTEST) {
        added |= forms.addAnywhere(each);
      } else if (each.length() >= shortest) {
        added |= forms.addWord(each);
      }
    }
    if (added) {
      anywhere = forms.anywhere();
      words = forms.words();
    }
  }

  /**
   * The whole, the whole without the space around it, as it may be used, and each line of it as it
   * stands.
   */
  private static Set<String> parts(String value) {
    Set<String> parts = new LinkedHashSet<>(Arrays.asList(value, value.strip()));
    if (value.indexOf('\n') >= 0) {
      value
          .lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST)
          .forEach(parts::add);
    }
    return parts;
  }

  /** The text with every known secret struck out; the text itself where there is none. */
  public String strike(String text) {
    String result = text;
    for (String form : anywhere) {
      result = result.replace(form, STRUCK);
    }
    Pattern shortOnes = words;
    if (shortOnes != null) {
      result = shortOnes.matcher(result).replaceAll(STRUCK);
    }
    if (result.contains("://") && result.indexOf('@') >= 0) {
      result = USER_INFO.matcher(result).replaceAll(Matcher.quoteReplacement(STRUCK + "@"));
    }
    return result;
  }

  /** Maps, lists and texts with every known secret struck out of values and keys. */
  public @Nullable Object strikeValue(@Nullable Object value) {
    if (value instanceof String text) {
      return strike(text);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> struck = new LinkedHashMap<>();
      map.forEach((key, each) -> struck.put(strike(String.valueOf(key)), strikeValue(each)));
      return struck;
    }
    if (value instanceof Collection<?> items) {
      List<@Nullable Object> struck = new ArrayList<>();
      items.forEach(each -> struck.add(strikeValue(each)));
      return struck;
    }
    return value;
  }

  /** Whether something was struck out of a value, which is then not what it was. */
  public static boolean isStruck(@Nullable Object value) {
    return String.valueOf(value).contains(STRUCK);
  }

  /** Never shows a value. */
  @Override
  public String toString() {
    return "Secrets[" + anywhere.size() + "]";
  }
}
