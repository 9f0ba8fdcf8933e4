package io.signalbox.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.CommandBus;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.config.Keychain;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.LogSettings;
import io.signalbox.core.log.LogTarget;
import io.signalbox.core.played.SimulatedHistory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.snapshot.Snapshots;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the core that a front end may speak: the root and the one with a played past, its
 * options, what it is handed (a clock, a log, a keychain), buses, event stream and snapshots, every
 * command, query and event, and the values reachable from them, with the enums that stand in them.
 * A value is a record, an enum or a sealed interface; what anything else leads to is not followed,
 * so no service is reached through a signature.
 */
final class Vocabulary {

  private static final String CORE = "io.signalbox.core.";

  private final Set<String> names = new TreeSet<>();
  private final Deque<Class<?>> open = new ArrayDeque<>();

  private Vocabulary() {}

  /**
   * @param core every class of the core, among which the events are found
   */
  static Set<String> of(JavaClasses core) {
    var vocabulary = new Vocabulary();
    for (var type :
        new Class<?>[] {
          Signalbox.class,
          SimulatedHistory.class,
          CommandBus.class,
          QueryBus.class,
          EventStream.class,
          Snapshots.class,
          Event.class
        }) {
      vocabulary.names.add(type.getName());
    }
    vocabulary.reach(EventStream.Subscription.class);
    vocabulary.reach(SignalboxOptions.class);
    vocabulary.reach(SignalboxOptions.Builder.class);
    vocabulary.reach(TimeSource.class);
    vocabulary.reach(LogTarget.class);
    vocabulary.reach(LogTarget.Attachment.class);
    vocabulary.reach(LogSettings.class);
    vocabulary.reach(Keychain.class);
    vocabulary.reach(Caller.class);
    vocabulary.reach(Outcome.class);
    vocabulary.reach(Command.class);
    vocabulary.reach(Query.class);
    for (Class<?> nested : Event.class.getDeclaredClasses()) {
      vocabulary.reach(nested);
    }
    for (JavaClass type : core) {
      if (type.isAssignableTo(Event.class)) {
        vocabulary.reach(type.reflect());
      }
    }
    vocabulary.follow();
    return vocabulary.names;
  }

  private void follow() {
    while (!open.isEmpty()) {
      Class<?> type = open.pop();
      var permitted = type.getPermittedSubclasses();
      if (permitted != null) {
        for (Class<?> each : permitted) {
          reach(each);
        }
      }
      for (Class<?> nested : type.getDeclaredClasses()) {
        if (nested.isEnum() && Modifier.isPublic(nested.getModifiers())) {
          reach(nested);
        }
      }
      // What a command or query answers with stands in its type parameter.
      for (Type parent : type.getGenericInterfaces()) {
        reach(parent);
      }
      if (type.isRecord()) {
        for (RecordComponent component : type.getRecordComponents()) {
          reach(component.getGenericType());
        }
      }
    }
  }

  private void reach(Type type) {
    switch (type) {
      case Class<?> one when one.isArray() -> reach(one.getComponentType());
      case Class<?> one -> {
        if (one.getName().startsWith(CORE) && names.add(one.getName()) && isValue(one)) {
          open.push(one);
        }
      }
      case ParameterizedType generic -> {
        reach(generic.getRawType());
        for (Type argument : generic.getActualTypeArguments()) {
          reach(argument);
        }
      }
      case GenericArrayType array -> reach(array.getGenericComponentType());
      case WildcardType wildcard -> {
        for (Type bound : wildcard.getUpperBounds()) {
          reach(bound);
        }
      }
      default -> {
        // A type variable leads nowhere.
      }
    }
  }

  private static boolean isValue(Class<?> type) {
    return type.isRecord() || type.isEnum() || type.isSealed();
  }
}
