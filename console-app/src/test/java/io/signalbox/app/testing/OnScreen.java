package io.signalbox.app.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that opens windows, which are not drawn. A process has one keyboard focus and one pointer,
 * so that such classes run one after the other in the thread that runs the whole suite, from its
 * beginning, beside others that open none. A lock on the screen would do as well, but JUnit leaves
 * what waits for a lock until nothing else is left, and has two minutes of windows then.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(Undrawn.class)
public @interface OnScreen {}
