package io.signalbox.app.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that opens windows, which are not drawn. A process has one keyboard focus and one pointer,
 * so that such classes run one at a time, beside others that open none.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("screen")
@Order(1)
@ExtendWith(Undrawn.class)
public @interface OnScreen {}
