package io.signalbox.core.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the files hold of one writer, by what was told of its edits. Used by one thread. */
final class EditModel {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MAP =
      new TypeReference<>() {};

  final String writer;
  final Map<String, Map<String, Object>> templates = new HashMap<>();
  final Map<String, Object> settings = new HashMap<>();
  int counted;

  EditModel(String writer) {
    this.writer = writer;
    templates.put(writer + "-first", new HashMap<>(Map.of("template_id", writer + "-first")));
    settings.put("provider.providers." + writer + ".weight", 1L);
  }

  EditModel(EditModel other) {
    this.writer = other.writer;
    other.templates.forEach((id, fields) -> templates.put(id, new HashMap<>(fields)));
    settings.putAll(other.settings);
    counted = other.counted;
  }

  /**
   * One edit.
   *
   * @param on a template's id or a setting's key
   * @param values by field; of a setting under {@code ""}; null takes it out
   */
  record Op(Kind kind, String on, Map<String, @Nullable Object> values) {

    String line() {
      try {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind.name());
        line.put("on", on);
        line.put("values", values);
        return JSON.writeValueAsString(line);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    @SuppressWarnings("unchecked") // as line() wrote it
    static Op of(String line) {
      try {
        Map<String, @Nullable Object> read = JSON.readValue(line, MAP);
        return new Op(
            Kind.valueOf(String.valueOf(read.get("kind"))),
            String.valueOf(read.get("on")),
            (Map<String, @Nullable Object>) read.get("values"));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(line, e);
      }
    }
  }

  /** What an edit is. */
  enum Kind {
    CREATE,
    UPDATE,
    DELETE,
    SET,
    UNSET,
    COUNT,
    STALE
  }

  void apply(Op op) {
    switch (op.kind()) {
      case CREATE -> {
        Map<String, Object> made = new HashMap<>(Map.of("template_id", op.on()));
        templates.put(op.on(), made);
        op.values().forEach((field, value) -> put(made, field, value));
      }
      case UPDATE ->
          op.values().forEach((field, value) -> put(templates.get(op.on()), field, value));
      case DELETE -> templates.remove(op.on());
      case SET -> put(settings, op.on(), op.values().get(""));
      case UNSET -> settings.remove(op.on());
      case COUNT -> counted++;
      case STALE -> throw new IllegalStateException("A stale edit was accepted: " + op);
    }
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /**
   * What a journal says came of its edits; the last may have no end.
   *
   * @param wrong what may not be, as a refusal of an edit that nobody had overtaken
   */
  record Played(EditModel model, Optional<Op> open, int edits, int refused, List<String> wrong) {}

  static Played play(String writer, List<String> journal) {
    EditModel model = new EditModel(writer);
    Op open = null;
    int edits = 0;
    int refused = 0;
    List<String> wrong = new ArrayList<>();
    for (String line : journal) {
      String rest = line.length() > 2 ? line.substring(2) : "";
      if (line.startsWith("B ")) {
        open = Op.of(rest);
        edits++;
      } else if (line.startsWith("A") && open != null) {
        model.apply(open);
        open = null;
      } else if (line.startsWith("R ")) {
        refused++;
        open = null;
      } else {
        wrong.add(writer + ": " + line);
        open = null;
      }
    }
    return new Played(model, Optional.ofNullable(open), edits, refused, wrong);
  }
}
