package io.signalbox.core.provider;

/** How the price of a machine is known. */
public enum PriceBasis {
  /** What spot cost last, as the provider tells it. */
  SPOT_HISTORY("spot price history"),
  /** The provider's list of on-demand prices. */
  PRICE_LIST("price list"),
  /** On-demand prices that the configuration has, with their date. */
  DATED_TABLE("table of the configuration"),
  /** On-demand and spot machines together, each by its own. */
  MIXED("spot price history and on-demand prices"),
  /** One figure of the configuration for every machine of the provider. */
  CONFIGURED("configured"),
  /** It is not known. */
  UNKNOWN("unknown");

  private final String words;

  PriceBasis(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
