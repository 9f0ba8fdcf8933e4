/** Who is moved when: due times, threads, and a watch over machines of finished requests. */
@NullMarked
package io.signalbox.core.request.driving;

import org.jspecify.annotations.NullMarked;
