package io.signalbox.core.localcloud.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Cuts lists into pages. The token names the last one shown, so that nothing is shown twice. */
public final class Pages {

  private static final String BEGIN = "after:";

  private Pages() {}

  /**
   * A page.
   *
   * @param rows what it shows
   * @param next the token of the next; empty for the last
   */
  public record Page<T>(List<T> rows, String next) {}

  /**
   * The page a call asks for.
   *
   * @param all in an order that does not change
   * @param id of one, unique
   * @param least what {@code MaxResults} is at least
   * @param most what it is at most, and as many as a page has that names none
   * @throws Refusal for a token that is none, or a number out of bounds
   */
  public static <T> Page<T> of(
      Parameters parameters, List<T> all, Function<T, String> id, int least, int most) {
    int size = parameters.number("MaxResults").orElse(most);
    if (parameters.text("MaxResults").isPresent() && (size < least || size > 1000)) {
      throw Refusal.of(
          "InvalidParameterValue",
          "Value ( "
              + size
              + " ) for parameter maxResults is invalid. Expecting a value between "
              + least
              + " and 1000.");
    }
    int from = parameters.text("NextToken").map(token -> start(token, all, id)).orElse(0);
    int to = Math.min(all.size(), from + Math.min(size, most));
    List<T> rows = all.subList(from, to);
    String next = to < all.size() ? token(id.apply(all.get(to - 1))) : "";
    return new Page<>(List.copyOf(rows), next);
  }

  private static <T> int start(String token, List<T> all, Function<T, String> id) {
    String last = read(token);
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(last)) {
        return i + 1;
      }
    }
    throw unknown();
  }

  private static String token(String last) {
    return Base64.getUrlEncoder().encodeToString((BEGIN + last).getBytes(StandardCharsets.UTF_8));
  }

  private static String read(String token) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(BEGIN)) {
        return text.substring(BEGIN.length());
      }
    } catch (IllegalArgumentException notOne) {
      throw unknown();
    }
    throw unknown();
  }

  private static Refusal unknown() {
    return Refusal.of(
        "InvalidPaginationToken", "The specified pagination token is not valid or is expired.");
  }
}
