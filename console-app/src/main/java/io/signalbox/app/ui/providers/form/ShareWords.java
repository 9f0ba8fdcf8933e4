package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.control.Units;
import io.signalbox.core.query.ProviderPreview;
import java.util.List;

/** Whose share of new work would be another, in words. Stateless. */
public final class ShareWords {

  private ShareWords() {}

  /** {@code west: 20 % → 0 % of new work}, for each that would be another. */
  public static List<String> of(ProviderPreview preview) {
    return preview.moved().stream()
        .map(name ->
            name
                + ": "
                + Units.share(preview.sharesNow().getOrDefault(name, 0.0))
                + " \u2192 "
                + Units.share(preview.sharesProposed().getOrDefault(name, 0.0))
                + " of new work")
        .toList();
  }
}
