package io.signalbox.app.ui;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the window opens on.
 *
 * @param environmentName the overlay ({@code --env}); null for none
 * @param environment the environment variables
 * @param readOnly whether the window only observes ({@code --read-only})
 */
public record UiOptions(
    Path configFolder,
    @Nullable String environmentName,
    Map<String, String> environment,
    boolean readOnly) {}
