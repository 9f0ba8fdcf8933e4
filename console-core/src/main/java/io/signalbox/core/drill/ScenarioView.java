package io.signalbox.core.drill;

import java.time.Duration;

/**
 * A scenario an operator can rehearse.
 *
 * @param name what {@code ops drill} takes: {@code black-hole}
 * @param title for people: {@code Black hole}
 * @param description what breaks, when, and what should happen; two sentences at most
 * @param length played time
 */
public record ScenarioView(String name, String title, String description, Duration length) {}
