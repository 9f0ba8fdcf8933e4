package io.signalbox.core.localcloud.ec2.call;

import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads and writes tags. */
public final class TagParameters {

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private TagParameters() {}

  /**
   * The tags of a structure that has {@code Tag.N.Key} and {@code Tag.N.Value}.
   *
   * @throws Refusal for a key or value that a tag cannot have
   */
  public static Map<String, String> of(Parameters parameters) {
    var tags = new TreeMap<String, String>();
    for (Parameters tag : parameters.structures("Tag")) {
      String key = tag.required("Key");
      String value = tag.text("Value").orElse("");
      if (key.startsWith("aws:")) {
        throw Refusal.of(
            "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
      }
      if (key.length() > LONGEST_KEY) {
        throw Refusal.of(
            "InvalidParameterValue", "Tag key exceeds the maximum length of 128 characters");
      }
      if (value.length() > LONGEST_VALUE) {
        throw Refusal.of(
            "InvalidParameterValue", "Tag value exceeds the maximum length of 256 characters");
      }
      if (tags.put(key, value) != null) {
        throw Refusal.of("InvalidParameterValue", "Duplicate tag key '" + key + "' specified.");
      }
    }
    checkNumber(tags);
    return tags;
  }

  /** Something has at most 50 tags. */
  public static void checkNumber(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw Refusal.of("TagLimitExceeded", "More than " + MOST + " tags specified");
    }
  }

  /**
   * The tags of {@code TagSpecification.N}, by type of resource.
   *
   * @param taggable the types that the call makes
   * @throws Refusal for another type, or one named twice
   */
  public static Map<String, Map<String, String>> byType(
      Parameters parameters, Set<String> taggable) {
    var byType = new TreeMap<String, Map<String, String>>();
    var seen = new HashSet<String>();
    for (Parameters each : parameters.structures("TagSpecification")) {
      String type = each.required("ResourceType");
      if (!taggable.contains(type)) {
        throw Refusal.of(
            "InvalidParameterValue",
            "'" + type + "' is not a valid taggable resource type for this operation.");
      }
      if (!seen.add(type)) {
        throw Refusal.of(
            "InvalidParameterValue",
            "Multiple tag specifications for resource type '" + type + "'");
      }
      byType.put(type, of(each));
    }
    return byType;
  }

  /** Writes {@code tagSet}; without tags nothing, as AWS does. */
  public static void write(Xml out, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      out.items(
          "tagSet",
          List.copyOf(new TreeMap<>(tags).entrySet()),
          (item, tag) -> item.text("key", tag.getKey()).text("value", tag.getValue()));
    }
  }
}
