package io.signalbox.core.localcloud.world;

import java.util.List;
import java.util.Optional;

/**
 * A machine type. It has the same price in every region; spot costs a part of it, another in each
 * zone.
 *
 * @param name for example {@code m5.large}
 * @param architecture {@code x86_64} or {@code arm64}
 * @param vcpus virtual processors
 * @param memoryMib MiB
 * @param gpus NVIDIA T4 cards
 * @param microUsd on demand, millionths of a dollar an hour
 * @param zones the letters of the zones that have it
 */
public record MachineType(
    String name,
    String architecture,
    int vcpus,
    int memoryMib,
    int gpus,
    long microUsd,
    String zones) {

  private static final String X86 = "x86_64";
  private static final String ARM = "arm64";

  private static final List<MachineType> ALL =
      List.of(
          new MachineType("t2.micro", X86, 1, 1024, 0, 11_600, "abc"),
          new MachineType("t3.micro", X86, 2, 1024, 0, 10_400, "abc"),
          new MachineType("t3.medium", X86, 2, 4096, 0, 41_600, "abc"),
          new MachineType("t3.large", X86, 2, 8192, 0, 83_200, "abc"),
          new MachineType("t3.xlarge", X86, 4, 16384, 0, 166_400, "abc"),
          new MachineType("m5.large", X86, 2, 8192, 0, 96_000, "abc"),
          new MachineType("m5.xlarge", X86, 4, 16384, 0, 192_000, "abc"),
          new MachineType("m5.2xlarge", X86, 8, 32768, 0, 384_000, "abc"),
          new MachineType("m6i.large", X86, 2, 8192, 0, 96_000, "abc"),
          new MachineType("c5.large", X86, 2, 4096, 0, 85_000, "abc"),
          new MachineType("c5.xlarge", X86, 4, 8192, 0, 170_000, "abc"),
          new MachineType("c6i.large", X86, 2, 4096, 0, 85_000, "abc"),
          new MachineType("r5.large", X86, 2, 16384, 0, 126_000, "abc"),
          new MachineType("r5.xlarge", X86, 4, 32768, 0, 252_000, "abc"),
          new MachineType("m6g.large", ARM, 2, 8192, 0, 77_000, "abc"),
          new MachineType("c7g.large", ARM, 2, 4096, 0, 72_500, "ab"),
          new MachineType("g4dn.xlarge", X86, 4, 16384, 1, 526_000, "ab"));

  /** Every type. */
  public static List<MachineType> all() {
    return ALL;
  }

  /** The type of a name. */
  public static Optional<MachineType> named(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst();
  }

  /** Whether a zone has it. */
  public boolean isIn(String zone) {
    return zones.indexOf(letter(zone)) >= 0;
  }

  /** Spot, millionths of a dollar an hour: 30 % of on demand in zone a, 34 % in b, 38 % in c. */
  public long spotMicroUsd(String zone) {
    return microUsd * (30 + 4L * (letter(zone) - 'a')) / 100;
  }

  private static char letter(String zone) {
    return zone.charAt(zone.length() - 1);
  }
}
