package io.signalbox.app.ui.requests;

import io.signalbox.core.request.Attempt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a provider lacked that made fewer machines than asked, in a few words: room and of what
 * machine type, a quota and which, addresses. Stateless.
 */
final class Shortage {

  private static final String ROOM = "no room";

  /** What is lacking by code: clouds say it in many ways, and more often than anything else. */
  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry("INSUFFICIENT_INSTANCE_CAPACITY", ROOM),
          Map.entry("UNFULFILLABLE_CAPACITY", ROOM),
          Map.entry("LAUNCH_SPEC_TEMPORARILY_BLACKLISTED", ROOM),
          Map.entry("ALL_LAUNCH_SPECS_TEMPORARILY_BLACKLISTED", ROOM),
          Map.entry("INSUFFICIENT_HOST_CAPACITY", "no dedicated host"),
          Map.entry("INSUFFICIENT_RESERVED_INSTANCE", "no reserved machine"),
          Map.entry("INSUFFICIENT_RESERVED_INSTANCE_CAPACITY", "no reserved machine"),
          Map.entry("RESERVATION_CAPACITY_EXCEEDED", "reservation used up"),
          Map.entry("INSUFFICIENT_CAPACITY_ON_OUTPOST", "no room on outpost"),
          Map.entry("INSUFFICIENT_VOLUME_CAPACITY", "no room for volumes"),
          Map.entry("INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET", "no address in subnet"),
          Map.entry("VCPU_LIMIT_EXCEEDED", "vCPU quota used up"),
          Map.entry("INSTANCE_LIMIT_EXCEEDED", "machine quota used up"),
          Map.entry("MAX_SPOT_INSTANCE_COUNT_EXCEEDED", "spot quota used up"),
          Map.entry("SPOT_INSTANCE_COUNT_LIMIT_EXCEEDED", "spot quota used up"),
          Map.entry("MAX_FLEET_COUNT_EXCEEDED", "fleet quota used up"),
          Map.entry("MAX_SPOT_FLEET_REQUEST_COUNT_EXCEEDED", "fleet quota used up"),
          Map.entry("VOLUME_LIMIT_EXCEEDED", "volume quota used up"),
          Map.entry("MAX_IOPSLIMIT_EXCEEDED", "IOPS quota used up"),
          Map.entry("NETWORK_INTERFACE_LIMIT_EXCEEDED", "NIC quota used up"),
          Map.entry("LIMIT_EXCEEDED", "group quota used up"),
          Map.entry("SPOT_MAX_PRICE_TOO_LOW", "max_price too low"));

  private static final Pattern TYPE =
      Pattern.compile(
          "\\b[a-z][a-z0-9-]*\\.(?:nano|micro|small|medium|large|[0-9]*xlarge|metal[a-z0-9-]*)\\b");

  private static final Pattern ZONE = Pattern.compile("\\b[a-z]{2}(?:-[a-z]+)+-[0-9][a-z]\\b");

  /** What a cloud says to have room in is not what it lacks. */
  private static final Pattern ELSEWHERE = Pattern.compile("You can currently[^;]*");

  private Shortage() {}

  /** In as few words as a column has room for; a code of something else as it is, in small. */
  static String shortly(Attempt attempt) {
    String lacks = words(attempt.code());
    List<String> types = found(TYPE, attempt.message());
    return !lacks.equals(ROOM) || types.isEmpty()
        ? lacks
        : types.size() == 1
            ? ROOM + ": " + types.getFirst()
            : ROOM + ": " + types.size() + " types";
  }

  /** With every machine type and zone that is told to lack room. */
  static String fully(Attempt attempt) {
    String lacks = words(attempt.code());
    if (!lacks.equals(ROOM)) {
      return lacks;
    }
    List<String> types = found(TYPE, attempt.message());
    List<String> zones = found(ZONE, attempt.message());
    return ROOM
        + (types.isEmpty() ? "" : " for " + String.join(", ", types))
        + (zones.isEmpty() ? "" : " in " + String.join(", ", zones));
  }

  private static String words(String code) {
    return Optional.ofNullable(BY_CODE.get(code))
        .orElseGet(() ->
            code.contains("CAPACITY")
                ? "no capacity"
                : code.toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static List<String> found(Pattern what, String message) {
    TreeSet<String> all = new TreeSet<>();
    Matcher match = what.matcher(ELSEWHERE.matcher(message).replaceAll(""));
    while (match.find()) {
      all.add(match.group());
    }
    return List.copyOf(all);
  }
}
