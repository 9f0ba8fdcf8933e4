package io.signalbox.core.template.file;

import io.signalbox.core.config.source.TextNode;
import io.signalbox.core.config.source.TextNode.Member;
import io.signalbox.core.config.source.TextNode.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a template file by where they stand in its text, in each of the shapes that {@link
 * EntryFinder} reads. Immutable.
 *
 * @param container what holds the entries; null where the file is one entry alone
 * @param byId whether the container's keys are ids
 */
public record EntryPlaces(TextNode root, @Nullable TextNode container, boolean byId) {

  public static EntryPlaces of(TextNode root) {
    if (root.shape() == Shape.LIST) {
      return new EntryPlaces(root, root, false);
    }
    for (String key : TemplateIds.LISTS) {
      Optional<Member> list = root.member(key);
      if (list.isPresent()) {
        TextNode entries = list.get().value();
        return new EntryPlaces(root, entries, entries.shape() == Shape.OBJECT);
      }
    }
    return new EntryPlaces(root, idOf(root) == null ? root : null, true);
  }

  /** Whether a key of the file itself is an id. */
  public boolean atTop() {
    return byId && root.equals(container);
  }

  public Optional<Member> find(String id) {
    TextNode entries = container;
    return entries == null
        ? Optional.empty()
        : entries.members().stream()
            .filter(each -> each.value().shape() == Shape.OBJECT && id.equals(idOf(each)))
            .findFirst();
  }

  public boolean isAlone(String id) {
    return container == null && id.equals(idOf(root));
  }

  private @Nullable String idOf(Member member) {
    String own = idOf(member.value());
    return own == null && byId ? member.key() : own;
  }

  /** The id an entry gives itself. */
  private static @Nullable String idOf(TextNode entry) {
    return TemplateIds.KEYS.stream()
        .flatMap(key -> entry.member(key).stream())
        .map(Member::value)
        .map(EntryPlaces::text)
        .flatMap(List::stream)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static List<String> text(TextNode value) {
    String text = value.scalar();
    // A null has no quotes around it, which its places tell.
    boolean none =
        text == null || text.equals("null") && value.end() - value.start() == text.length();
    return none ? List.of() : List.of(text);
  }
}
