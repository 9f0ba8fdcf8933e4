/**
 * Samples to copy: choosing providers by rules of one's own. A jar with such classes, named in
 * {@code META-INF/services}, is put on the class path; the configuration then names them.
 *
 * <pre>{@code
 * provider:
 *   selection_policy: CUSTOM
 *   selection_strategy: spread-by-zone
 *   selection_criteria: {custom_filter: quiet-hours}
 *   providers:
 *     - name: east-1
 *       type: simulated
 *       capabilities: {zone: east, quiet_hours: "22:00-06:00"}
 * }</pre>
 */
@NullMarked
package io.signalbox.sample.selection;

import org.jspecify.annotations.NullMarked;
