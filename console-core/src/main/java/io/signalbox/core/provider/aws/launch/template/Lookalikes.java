package io.signalbox.core.provider.aws.launch.template;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * EC2 spells a launch alike in RunInstances, in launch templates that are made and in those that
 * are listed, as three families of types. Stateless.
 */
final class Lookalikes {

  private Lookalikes() {}

  /** Puts what {@code from} has into the fields of the same name; what it lacks stays. */
  static <B extends SdkPojo> B copy(SdkPojo from, B to) {
    for (SdkField<?> target : to.sdkFields()) {
      value(from, target.memberName()).ifPresent(value -> target.set(to, like(value, target)));
    }
    return to;
  }

  private static Optional<Object> value(SdkPojo from, String name) {
    return from.sdkFields().stream()
        .filter(field -> field.memberName().equals(name))
        .findFirst()
        .<Object>map(field -> field.getValueOrDefault(from))
        .filter(value -> !(value instanceof Collection<?> several && several.isEmpty()));
  }

  private static Object like(Object value, SdkField<?> target) {
    if (value instanceof SdkPojo pojo) {
      SdkPojo builder = copy(pojo, target.constructor().get());
      return builder instanceof Buildable buildable ? buildable.build() : builder;
    }
    if (value instanceof List<?> several && target.marshallingType() == MarshallingType.LIST) {
      SdkField<?> member = target.getTrait(ListTrait.class).memberFieldInfo();
      return several.stream().map(each -> like(each, member)).toList();
    }
    return value;
  }

  /**
   * All that it says, the same for the same content. The SDK's own text leaves out what is
   * sensitive; this one does not, and is hashed and never shown.
   */
  static String content(SdkPojo of) {
    StringBuilder text = new StringBuilder();
    append(of, text);
    return text.toString();
  }

  private static void append(Object value, StringBuilder text) {
    if (value instanceof SdkPojo pojo) {
      text.append('{');
      for (SdkField<?> field : pojo.sdkFields()) {
        value(pojo, field.memberName())
            .ifPresent(each -> {
              text.append(field.memberName()).append('=');
              append(each, text);
            });
      }
      text.append('}');
    } else if (value instanceof List<?> several) {
      text.append('[');
      several.forEach(each -> append(each, text));
      text.append(']');
    } else {
      String plain = value.toString();
      text.append(plain.length()).append(':').append(plain).append(',');
    }
  }
}
