package io.signalbox.core.gateway;

import io.signalbox.core.file.Services;
import io.signalbox.core.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The provider types that are installed, and what is wrong with others that were found: a type
 * whose code cannot be loaded or fails is left out, and no other is harmed. Immutable.
 *
 * @param factories by type, in the order they were found
 * @param problems empty where all is well
 */
public record InstalledTypes(Map<String, ProviderFactory> factories, List<Problem> problems) {

  /** A loader that fails more often does not get past what it fails at. */
  private static final int MAX_FAILURES = 100;

  public InstalledTypes {
    factories = Collections.unmodifiableMap(new LinkedHashMap<>(factories));
    problems = List.copyOf(problems);
  }

  /**
   * What is wrong with a type.
   *
   * @param code {@code TYPE_BROKEN}, or {@code TYPE_TWICE} for one that two factories declare
   */
  public record Problem(String code, String message) {}

  /** Looks for them as {@link Services} says. */
  public static InstalledTypes load() {
    Map<String, ProviderFactory> factories = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    Iterator<ProviderFactory> found = Services.of(ProviderFactory.class).iterator();
    while (problems.size() < MAX_FAILURES && attempt(found::hasNext, true, problems)) {
      InstalledType type =
          InstalledTypes.<@Nullable InstalledType>attempt(
              () -> new InstalledType(found.next()), null, problems);
      if (type == null) {
        continue;
      }
      ProviderFactory first = factories.putIfAbsent(type.type(), type);
      if (first instanceof InstalledType used) {
        problems.add(
            new Problem(
                "TYPE_TWICE",
                "Provider type '%s' is declared by %s and by %s; the first is used"
                    .formatted(type.type(), used.className(), type.className())));
      }
    }
    return new InstalledTypes(factories, problems);
  }

  /** A failure is told, and the next one is tried. */
  private static <T extends @Nullable Object> T attempt(
      Supplier<T> step, T otherwise, List<Problem> problems) {
    try {
      return step.get();
    } catch (InternalError | UnknownError e) {
      throw e;
    } catch (Throwable e) {
      // Errors too: a class that does not link is its own jar's trouble.
      Throwable cause = e.getCause();
      problems.add(
          new Problem(
              "TYPE_BROKEN",
              "A provider type cannot be used: "
                  + Answers.words(e)
                  + (cause == null ? "" : " (" + Answers.words(cause) + ")")));
      return otherwise;
    }
  }
}
