/** What a program with the core in it does, beside what the guide says of it. */
@NullMarked
package io.signalbox.sample.embedding;

import org.jspecify.annotations.NullMarked;
