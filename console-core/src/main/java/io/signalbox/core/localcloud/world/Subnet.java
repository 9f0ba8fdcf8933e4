package io.signalbox.core.localcloud.world;

/**
 * A subnet, of 4091 addresses.
 *
 * @param id for example {@code subnet-00000000000000101}
 * @param vpc the network it is part of
 * @param zone the zone it is in
 * @param network the first two numbers of its addresses, for example {@code 10.1}
 * @param third the first of the sixteen third numbers
 * @param isDefault whether machines that name none come into it
 */
public record Subnet(
    String id, String vpc, String zone, String network, int third, boolean isDefault) {

  /** How many addresses machines can have: all but the five that are kept. */
  public static final int ADDRESSES = 4091;

  /** Its range. */
  public String cidr() {
    return network + "." + third + ".0/20";
  }

  /** The n-th of its addresses, from 0 on. */
  public String address(int n) {
    int host = n + 4;
    return network + "." + (third + host / 256) + "." + host % 256;
  }
}
