package io.signalbox.core.template.file;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A template file that was read: its bytes, and where each entry stands in them. An entry is parsed
 * when somebody asks for it, so that ten thousand take little more memory than their text.
 * Immutable.
 */
public final class FileOutline {

  private final String name;
  private final byte[] bytes;
  private final Map<String, Place> entries;

  /**
   * Where one entry stands.
   *
   * @param from its first byte
   * @param to behind its last
   */
  record Place(int from, int to, int line, int column) {}

  private FileOutline(String name, byte[] bytes, Map<String, Place> entries) {
    this.name = name;
    this.bytes = bytes;
    this.entries = entries;
  }

  /**
   * Reads a file's bytes, which nobody changes afterwards.
   *
   * @param told what is odd: entries without a good id, or with one that was there before, are told
   *     and left out; what is wrong inside an entry is told when that is read
   * @return empty where the file could not be read to its end; the last that was told says why
   */
  public static Optional<FileOutline> read(byte[] bytes, String name, List<Diagnostic> told) {
    EntryFinder finder = new EntryFinder(name);
    Optional<Diagnostic> failure = SourceReader.walk(bytes, name, finder);
    if (failure.isPresent()) {
      told.add(failure.get());
      return Optional.empty();
    }
    told.addAll(finder.told());
    return Optional.of(new FileOutline(name, bytes, finder.entries()));
  }

  /** In the order of the file. */
  public Set<String> ids() {
    return entries.keySet();
  }

  /**
   * Whether every entry but one is there and the same, to the byte, in both; and no further one.
   */
  public boolean sameBut(String id, FileOutline other) {
    Set<String> one = new HashSet<>(entries.keySet());
    Set<String> another = new HashSet<>(other.entries.keySet());
    one.remove(id);
    another.remove(id);
    return one.equals(another) && one.stream().allMatch(each -> same(other, each));
  }

  /** Whether the entry of an id that is in both is the same, to the byte, wherever it stands. */
  public boolean same(FileOutline other, String id) {
    Place here = Objects.requireNonNull(entries.get(id));
    Place there = Objects.requireNonNull(other.entries.get(id));
    return Arrays.equals(bytes, here.from(), here.to(), other.bytes, there.from(), there.to());
  }

  /** Parses the entry of an id that is there; duplicate keys are told with it. */
  public SourceReader.Parsed entry(String id) {
    Place place = entries.get(id);
    if (place == null) {
      throw new IllegalArgumentException(name + " has no entry " + id);
    }
    return SourceReader.readPart(
        bytes, place.from(), place.to(), new Location(name, place.line(), place.column()));
  }

  /** What is wrong in the text of entries, as duplicate keys. */
  public List<Diagnostic> oddities() {
    List<Diagnostic> told = new ArrayList<>();
    entries.keySet().forEach(id -> told.addAll(entry(id).diagnostics()));
    return told;
  }
}
