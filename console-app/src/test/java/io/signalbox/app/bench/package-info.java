/** Benchmarks of whole processes: {@code ./mvnw -Pbench} runs them after the core's. */
@NullMarked
package io.signalbox.app.bench;

import org.jspecify.annotations.NullMarked;
