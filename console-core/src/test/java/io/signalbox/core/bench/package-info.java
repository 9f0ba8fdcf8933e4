/** Benchmarks: {@code ./mvnw -Pbench} runs them and rewrites the tables under docs/benchmarks. */
@NullMarked
package io.signalbox.core.bench;

import org.jspecify.annotations.NullMarked;
