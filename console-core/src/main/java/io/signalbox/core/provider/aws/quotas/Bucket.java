package io.signalbox.core.provider.aws.quotas;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Machine types that share a quota of virtual processors, with the codes that Service Quotas has
 * for it.
 *
 * @param name as AWS's quota has it
 * @param families letters that names of its types begin with, as a pattern
 * @param onDemand code of the quota on demand
 * @param spot code of the quota of spot requests
 */
record Bucket(String name, Pattern families, String onDemand, String spot) {

  /** From AWS's list of EC2's quotas; the first that matches is a type's. */
  static final List<Bucket> ALL =
      List.of(
          of("Inf", "inf", "L-1945791B", "L-B5D1601B"),
          of("Trn", "trn", "L-2C3B7624", "L-6B0D517C"),
          of("DL", "dl", "L-6E869C2A", "L-85EED4F7"),
          of("G and VT", "g|vt", "L-DB2E81BA", "L-3819A6DF"),
          of("P", "p", "L-417A185B", "L-7212CCBC"),
          of("F", "f", "L-74FC7D96", "L-88CF9481"),
          of("X", "x", "L-7295265B", "L-E3A00192"),
          of("Standard", "[acdhimrtz]", "L-1216C47A", "L-34B43A08"));

  private static Bucket of(String name, String families, String onDemand, String spot) {
    return new Bucket(name, Pattern.compile("(" + families + ")[0-9].*"), onDemand, spot);
  }

  /** The one of a type such as {@code m5.large}; empty where none is known. */
  static Optional<Bucket> ofType(String type) {
    return ALL.stream().filter(each -> each.families.matcher(type).matches()).findFirst();
  }

  /** Its code in one market. */
  String code(boolean onSpot) {
    return onSpot ? spot : onDemand;
  }
}
