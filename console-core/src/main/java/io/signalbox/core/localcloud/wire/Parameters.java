package io.signalbox.core.localcloud.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The parameters of a call of AWS's Query protocol: a flat form whose names spell structures
 * ({@code Placement.AvailabilityZone}) and lists ({@code InstanceId.2}). Immutable.
 *
 * @param values by full name
 */
public record Parameters(Map<String, String> values) {

  /**
   * The most that a call may have. Structures are looked for among all of them, which takes time by
   * the square of their number.
   */
  private static final int MOST = 10_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+");

  /** As much of a name is told of one that cannot be read. */
  private static final int TOLD = 100;

  /** Without any. */
  public static final Parameters NONE = new Parameters(Map.of());

  public Parameters {
    values = Map.copyOf(values);
  }

  /**
   * Reads a form.
   *
   * @throws Refusal if it is not one, names a parameter twice, or has too many
   */
  public static Parameters parse(String form) {
    var values = new TreeMap<String, String>();
    String[] pairs = form.split("&", MOST + 2);
    if (pairs.length > MOST) {
      throw Refusal.of(
          "RequestLimitExceeded",
          "The request has more than the " + MOST + " parameters that a local cloud reads");
    }
    for (String pair : pairs) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String given = equals < 0 ? pair : pair.substring(0, equals);
      String name;
      String value;
      try {
        name = decoded(given);
        value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      } catch (IllegalArgumentException notOne) {
        throw malformed(given);
      }
      // Listings write names back as elements.
      if (!NAME.matcher(name).matches()) {
        throw malformed(given);
      }
      if (values.put(name, value) != null) {
        throw Refusal.of("InvalidParameter", "The parameter " + name + " is given twice");
      }
    }
    return new Parameters(values);
  }

  /** Its value is not told: it may be a secret, and as long as the whole request. */
  private static Refusal malformed(String name) {
    return Refusal.of(
        "MalformedQueryString",
        "The query string is malformed at " + name.substring(0, Math.min(TOLD, name.length())));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The value of a name, if it is given; it may be empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The value of a name that has to be given.
   *
   * @throws Refusal if it is missing or empty
   */
  public String required(String name) {
    return text(name).filter(value -> !value.isEmpty()).orElseThrow(() -> Refusal.missing(name));
  }

  /**
   * The whole number of a name, if it is given.
   *
   * @throws Refusal if it is no whole number
   */
  public OptionalInt number(String name) {
    String value = values.get(name);
    if (value == null) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value));
    } catch (NumberFormatException notOne) {
      throw Refusal.invalid(value, name, "Expected an integer.");
    }
  }

  /**
   * Whether a name is {@code true}; one that is not given is not.
   *
   * @throws Refusal if it is neither {@code true} nor {@code false}
   */
  public boolean flag(String name) {
    return switch (values.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      case String other -> throw Refusal.invalid(other, name, "Expected true or false.");
    };
  }

  /** The values of {@code name.1}, {@code name.2} and so on, in the order of their numbers. */
  public List<String> list(String name) {
    var found = new ArrayList<String>();
    for (int number : numbers(name)) {
      text(name + "." + number).ifPresent(found::add);
    }
    return found;
  }

  /** The structures {@code name.1.*}, {@code name.2.*} and so on, without what they begin with. */
  public List<Parameters> structures(String name) {
    var found = new ArrayList<Parameters>();
    for (int number : numbers(name)) {
      Parameters each = inside(name + "." + number);
      if (!each.values.isEmpty()) {
        found.add(each);
      }
    }
    return found;
  }

  /** The members of one structure, without its name. */
  public Parameters inside(String name) {
    String begin = name + ".";
    var members = new TreeMap<String, String>();
    values.forEach((key, value) -> {
      if (key.startsWith(begin)) {
        members.put(key.substring(begin.length()), value);
      }
    });
    return new Parameters(members);
  }

  /** What stands before the first dot of each name, in order. */
  public SequencedSet<String> heads() {
    var heads = new LinkedHashSet<String>();
    new TreeSet<>(values.keySet()).forEach(name -> heads.add(head(name)));
    return heads;
  }

  /** These, and of the others those whose head is not among these: a template under a call. */
  public Parameters over(Parameters others) {
    var mine = heads();
    var all = new TreeMap<>(values);
    others.values.forEach((name, value) -> {
      if (!mine.contains(head(name))) {
        all.put(name, value);
      }
    });
    return new Parameters(all);
  }

  /** All but those with one of these heads. */
  public Parameters without(String... heads) {
    var rest = new TreeMap<>(values);
    rest.keySet().removeIf(name -> List.of(heads).contains(head(name)));
    return new Parameters(rest);
  }

  private static String head(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private TreeSet<Integer> numbers(String name) {
    String begin = name + ".";
    var numbers = new TreeSet<Integer>();
    for (String key : values.keySet()) {
      if (key.startsWith(begin)) {
        String rest = key.substring(begin.length());
        int dot = rest.indexOf('.');
        String number = dot < 0 ? rest : rest.substring(0, dot);
        if (number.matches("[1-9][0-9]{0,5}")) {
          numbers.add(Integer.valueOf(number));
        }
      }
    }
    return numbers;
  }

  /**
   * A time.
   *
   * @throws Refusal for a text that is none
   */
  public Instant time(String name, Instant otherwise) {
    return text(name)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeException notOne) {
            throw Refusal.invalid(text, name, "Expected a time such as 2026-01-01T00:00:00Z.");
          }
        })
        .orElse(otherwise);
  }
}
