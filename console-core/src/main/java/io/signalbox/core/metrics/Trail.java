package io.signalbox.core.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counts of the last slots of time (seconds or minutes), each in as few bytes as it needs. The
 * latest slot is counted in an array; when the next one begins, what is not zero of it is written
 * behind the slots before it, into the page of its time. A slot without calls takes nothing. Pages
 * are used again, so that counting makes no object once each has its size.
 *
 * <p>Not thread-safe: its owner's lock is held by whoever counts and by whoever reads.
 */
final class Trail {

  private static final long NONE = Long.MIN_VALUE;

  /** A slot's place in its page, and the length of what follows in two bytes. */
  private static final int HEADER = 3;

  /** The most bytes one slot is written in: every cell with a count of five bytes. */
  private static final int LONGEST = HEADER + Tally.CELLS * 6;

  private static final byte[] EMPTY = {};

  private final int slotsPerPage;
  private final @Nullable Page[] pages;
  private final int[] latest = new int[Tally.CELLS];
  private long latestSlot = NONE;

  private static final class Page {
    private long number = NONE;
    private byte[] bytes = EMPTY;
    private int length;
  }

  /**
   * @param slots that are remembered at least
   * @param slotsPerPage at most 256
   */
  Trail(int slots, int slotsPerPage) {
    this.slotsPerPage = slotsPerPage;
    // One more than fit: the oldest page is given up while some of its slots are still asked for.
    this.pages = new @Nullable Page[(slots + slotsPerPage - 1) / slotsPerPage + 1];
  }

  /**
   * Counts one call. What comes late counts in the latest slot; where the clock was put back by
   * more than a page, the trail begins anew.
   */
  void count(long slot, int outcome, int bucket, boolean throttled, boolean unknown) {
    if (slot != latestSlot) {
      enter(slot);
    }
    latest[outcome]++;
    latest[Tally.COUNTS + bucket]++;
    if (throttled) {
      latest[Tally.THROTTLED]++;
    }
    if (unknown) {
      latest[Tally.UNKNOWN]++;
    }
  }

  private void enter(long slot) {
    if (slot < latestSlot) {
      if (slot >= latestSlot - slotsPerPage) {
        return;
      }
      Arrays.fill(pages, null);
    } else if (latestSlot != NONE) {
      write();
    }
    Arrays.fill(latest, 0);
    latestSlot = slot;
  }

  private void write() {
    Page page = page(latestSlot / slotsPerPage);
    if (page.bytes.length < page.length + LONGEST) {
      int needed = page.length + HEADER;
      for (int count : latest) {
        needed += count == 0 ? 0 : 1 + Varint.length(count);
      }
      if (page.bytes.length < needed) {
        page.bytes = Arrays.copyOf(page.bytes, Math.max(needed, page.bytes.length * 5 / 4));
      }
    }
    int at = page.length + HEADER;
    for (int cell = 0; cell < Tally.CELLS; cell++) {
      if (latest[cell] != 0) {
        page.bytes[at++] = (byte) cell;
        at = Varint.write(latest[cell], page.bytes, at);
      }
    }
    int length = at - page.length - HEADER;
    page.bytes[page.length] = (byte) (latestSlot % slotsPerPage);
    page.bytes[page.length + 1] = (byte) (length >> 8);
    page.bytes[page.length + 2] = (byte) length;
    page.length = at;
  }

  /** The page to write to, emptied where it is of another time. */
  private Page page(long number) {
    int index = (int) (number % pages.length);
    Page page = pages[index];
    if (page == null) {
      page = new Page();
      pages[index] = page;
    }
    if (page.number != number) {
      page.number = number;
      page.length = 0;
    }
    return page;
  }

  /** Adds the slots with {@code from <= slot < to}. */
  void addTo(Tally tally, long from, long to) {
    long first = Math.floorDiv(from, slotsPerPage);
    long last = Math.floorDiv(to - 1, slotsPerPage);
    for (long number = Math.max(first, last - pages.length + 1); number <= last; number++) {
      Page page = pages[(int) Math.floorMod(number, (long) pages.length)];
      if (page != null && page.number == number) {
        add(page, tally, from, to);
      }
    }
    if (from <= latestSlot && latestSlot < to) {
      for (int cell = 0; cell < Tally.CELLS; cell++) {
        tally.add(cell, latest[cell]);
      }
    }
  }

  private void add(Page page, Tally tally, long from, long to) {
    byte[] bytes = page.bytes;
    int at = 0;
    while (at < page.length) {
      long slot = page.number * slotsPerPage + (bytes[at] & 0xFF);
      int end = at + HEADER + ((bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF);
      if (from <= slot && slot < to) {
        addCells(bytes, at + HEADER, end, tally);
      }
      at = end;
    }
  }

  private static void addCells(byte[] bytes, int from, int to, Tally tally) {
    int at = from;
    while (at < to) {
      int cell = bytes[at++];
      int count = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[at++];
        count |= (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      tally.add(cell, count);
    }
  }

  long bytes() {
    long bytes = 4L * latest.length + 4L * pages.length;
    for (Page page : pages) {
      bytes += page == null ? 0 : 32 + page.bytes.length;
    }
    return bytes;
  }
}
