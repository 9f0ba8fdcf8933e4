package io.signalbox.core.routing.balancing;

/**
 * Weighted rendezvous hashing: each member's score for a key depends on the key, the member's name
 * and its weight alone, so that removing a member moves only its own keys, in every process alike.
 * Source: Thaler and Ravishankar, "A name-based mapping scheme for rendezvous" (1996); weights by
 * the logarithmic method of Schindelhauer and Schomaker (2005).
 */
final class RendezvousHash {

  private RendezvousHash() {}

  /** The greatest score wins. */
  static double score(String key, String member, double weight) {
    long hash = mix(hash(key) ^ mix(hash(member)));
    // 53 bits make a double strictly between 0 and 1.
    double unit = ((hash >>> 11) + 0.5) * 0x1.0p-53;
    return -weight / Math.log(unit);
  }

  /** FNV-1a over UTF-16 units, 64 bits: the same in every process. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
