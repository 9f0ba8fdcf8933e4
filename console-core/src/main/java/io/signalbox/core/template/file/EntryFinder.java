package io.signalbox.core.template.file;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceTokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of a template file in one of the shapes it may have: {@code {"templates":
 * [...]}}, a list, {@code {"id": {...}}}, or one entry alone. Used once, by one thread.
 */
final class EntryFinder implements SourceTokens.Walk {

  /** The most problems listed of one file. */
  private static final int MAX_TOLD = 100;

  private final String file;
  private final Found inAll = new Found();
  private Found found = inAll;

  EntryFinder(String file) {
    this.file = file;
  }

  /** By id, in the order of the file. */
  Map<String, FileOutline.Place> entries() {
    return found.entries;
  }

  List<Diagnostic> told() {
    return found.told;
  }

  @Override
  public void over(SourceTokens tokens) throws IOException {
    JsonToken root = tokens.more();
    switch (root) {
      case START_ARRAY -> list(tokens, inAll);
      case START_OBJECT -> object(tokens);
      default -> {
        inAll.wrong(tokens.here(), "a template file is an object or a list");
        tokens.skip(root);
      }
    }
  }

  /**
   * Entries under {@code templates} where there is such a key; else the object itself where it has
   * an id; else the objects in it, by their keys.
   */
  private void object(SourceTokens tokens) throws IOException {
    Location at = tokens.here();
    int from = tokens.begin();
    Ids ids = new Ids();
    Found plain = null;
    Found capitalised = null;
    tokens.enter();
    while (tokens.more() == JsonToken.FIELD_NAME) {
      String key = tokens.name();
      tokens.countKey();
      JsonToken value = tokens.more();
      if (key.equals("templates") && plain == null) {
        plain = listed(tokens, value);
      } else if (key.equals("Templates") && capitalised == null) {
        capitalised = listed(tokens, value);
      } else if (value == JsonToken.START_OBJECT) {
        entry(tokens, key, inAll);
      } else if (value == JsonToken.START_ARRAY) {
        tokens.skip(value);
      } else {
        ids.see(key, tokens.scalar(value));
      }
    }
    tokens.leave();
    String own = ids.id();
    if (plain != null || capitalised != null) {
      found = Objects.requireNonNull(plain == null ? capitalised : plain);
    } else if (own != null) {
      found = new Found();
      found.add(at, from, tokens.end(), own, "");
    }
  }

  private Found listed(SourceTokens tokens, JsonToken value) throws IOException {
    Found to = new Found();
    switch (value) {
      case START_ARRAY -> list(tokens, to);
      case START_OBJECT -> map(tokens, to);
      default -> {
        to.wrong(tokens.here(), "templates is a list [ ]");
        tokens.skip(value);
      }
    }
    return to;
  }

  private void list(SourceTokens tokens, Found to) throws IOException {
    tokens.enter();
    for (JsonToken item = tokens.more(); item != JsonToken.END_ARRAY; item = tokens.more()) {
      tokens.countItem();
      if (item == JsonToken.START_OBJECT) {
        entry(tokens, null, to);
      } else {
        to.wrong(tokens.here(), "an entry is an object { }");
        tokens.skip(item);
      }
    }
    tokens.leave();
  }

  /** Keys whose values are no objects are kept in the file and mean nothing here. */
  private void map(SourceTokens tokens, Found to) throws IOException {
    tokens.enter();
    while (tokens.more() == JsonToken.FIELD_NAME) {
      String key = tokens.name();
      tokens.countKey();
      JsonToken value = tokens.more();
      if (value == JsonToken.START_OBJECT) {
        entry(tokens, key, to);
      } else {
        tokens.skip(value);
      }
    }
    tokens.leave();
  }

  /** Goes over an entry; its keys and items count for themselves, as it is read by itself. */
  private static void entry(SourceTokens tokens, @Nullable String key, Found to)
      throws IOException {
    Location at = tokens.here();
    int from = tokens.begin();
    Ids ids = new Ids();
    tokens.part(entry -> {
      entry.enter();
      while (entry.more() == JsonToken.FIELD_NAME) {
        String name = entry.name();
        entry.countKey();
        JsonToken value = entry.more();
        if (Ids.isOne(name) && value.isScalarValue()) {
          ids.see(name, entry.scalar(value));
        } else {
          ids.pass(name);
          entry.skip(value);
        }
      }
      entry.leave();
    });
    String own = ids.id();
    to.add(at, from, tokens.end(), own == null ? key : own, own == null ? ids.misspelt() : "");
  }

  /** The ids an entry gives itself; {@code Name} stands for one where no other is given. */
  private static final class Ids {
    private static final List<String> KEYS = TemplateIds.KEYS;
    private static final int MOST_OTHERS = 50;

    private final @Nullable String[] seen = new @Nullable String[KEYS.size()];
    private final List<String> others = new ArrayList<>();

    static boolean isOne(String key) {
      return KEYS.contains(key);
    }

    /** The first of two values with one key counts. */
    void see(String key, @Nullable Object value) {
      int at = KEYS.indexOf(key);
      if (at >= 0 && seen[at] == null) {
        seen[at] = Objects.toString(value, "");
      }
    }

    /** Another key, which may be meant for an id. */
    void pass(String key) {
      if (others.size() < MOST_OTHERS) {
        others.add(key);
      }
    }

    /** The key that may be meant for the id; empty for none. */
    String misspelt() {
      List<String> id = KEYS.subList(0, 1);
      return others.stream()
          .filter(key -> Nearest.likely(key, id).isPresent())
          .findFirst()
          .orElse("");
    }

    @Nullable String id() {
      for (String each : seen) {
        if (each != null && !each.isBlank()) {
          return each;
        }
      }
      return null;
    }
  }

  /** Entries, and what is wrong with those that cannot be taken. */
  private final class Found {
    private final Map<String, FileOutline.Place> entries = new LinkedHashMap<>();
    private final List<Diagnostic> told = new ArrayList<>();

    void add(Location at, int from, int to, @Nullable String id, String misspelt) {
      if (id == null || !TemplateIds.isOne(id)) {
        tell(
            "BAD_TEMPLATE_ID",
            at,
            (id == null
                    ? "an entry without template_id"
                    : "template_id '" + TemplateIds.shown(id) + "'")
                + "; expected 1 to 128 letters, digits, dots, dashes or underscores",
            "template_id",
            misspelt.isEmpty()
                ? "Give it one"
                : "It has '" + misspelt + "'. Did you mean 'template_id'?");
        return;
      }
      FileOutline.Place first =
          entries.putIfAbsent(id, new FileOutline.Place(from, to, at.line(), at.column()));
      if (first != null) {
        tell(
            "DUPLICATE_TEMPLATE",
            at,
            "template '%s' stands here again, first at %s; the first counts"
                .formatted(id, new Location(file, first.line(), first.column())),
            id,
            "Remove or rename one of the two");
      }
    }

    void wrong(Location at, String expected) {
      tell("WRONG_TYPE", at, expected, "", "");
    }

    /** Says what is wrong with an entry; after the first hundred only that there is more. */
    private void tell(String code, Location at, String what, String key, String hint) {
      if (told.size() < MAX_TOLD) {
        told.add(Diagnostic.error(code, at + ": " + what, at, key, hint));
      } else if (told.size() == MAX_TOLD) {
        told.add(
            Diagnostic.error(
                "MORE_PROBLEMS",
                at + ": from here on problems of " + at.file() + " are not listed any more",
                at,
                "",
                "Mend those that are, and look again"));
      }
    }
  }
}
