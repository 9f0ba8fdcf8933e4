package io.signalbox.core.query;

/** Dotted key paths of one provider's settings: {@code provider.providers[NAME].weight}. */
final class ProviderKeys {

  private ProviderKeys() {}

  private static String marker(String provider) {
    return "[" + provider + "].";
  }

  static boolean belongsTo(String key, String provider) {
    return key.contains(marker(provider));
  }

  static String within(String key, String provider) {
    String marker = marker(provider);
    return key.substring(key.indexOf(marker) + marker.length());
  }
}
