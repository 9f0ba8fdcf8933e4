package io.signalbox.core.localcloud.ec2.call;

import io.signalbox.core.localcloud.faults.Faults;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Pages;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Catalogue;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What every operation looks at. Thread-safe.
 *
 * @param world what was made
 * @param catalogue what was always there
 * @param faults how it behaves
 */
public record Estate(World world, Catalogue catalogue, Faults faults) {

  /** How long a terminated machine is still listed. */
  static final Duration LISTED = Duration.ofHours(1);

  private static final int LEAST_ROWS = 5;

  /** The region a call is for; the door lets no call of another through. */
  public static Region region(Asked asked) {
    return Region.named(asked.region()).orElseThrow();
  }

  /** The machines that a listing shows, as it is behind. */
  public List<Machine> listed(Asked asked) {
    Instant seen = seen(asked);
    return world.all(asked.region(), Kind.MACHINE).stream()
        .filter(machine -> !machine.launchedAt().isAfter(seen) && !forgotten(machine, seen))
        .toList();
  }

  /** The time that listings show. */
  public Instant seen(Asked asked) {
    return asked.at().minus(faults.knobs().lag());
  }

  /** A machine that can still be spoken of, listed already or not. */
  public Optional<Machine> machine(Asked asked, String id) {
    return world
        .find(asked.region(), Kind.MACHINE, id)
        .filter(machine -> !forgotten(machine, asked.at()));
  }

  private static boolean forgotten(Machine machine, Instant at) {
    Machine.Ending ending = machine.ending();
    return ending != null && at.isAfter(ending.goneAt().plus(LISTED));
  }

  /**
   * Writes the page of a list that a call asks for, and the token of the next.
   *
   * @param id of a row, unique
   */
  public <T> void page(
      Asked asked,
      Xml out,
      String list,
      List<T> rows,
      Function<T, String> id,
      BiConsumer<Xml, T> content) {
    var page = page(asked, rows, id);
    out.items(list, page.rows(), content);
    next(out, page);
  }

  /** The page of a list that a call asks for. */
  public <T> Pages.Page<T> page(Asked asked, List<T> rows, Function<T, String> id) {
    return Pages.of(asked.parameters(), rows, id, LEAST_ROWS, faults.knobs().pageSize());
  }

  /** Writes the token of the next page, if there is one. */
  public static void next(Xml out, Pages.Page<?> page) {
    if (!page.next().isEmpty()) {
      out.text("nextToken", page.next());
    }
  }
}
