package io.signalbox.app.testing;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of the window, for a test that asks whether somebody holds it still.
 *
 * @param type the simple name of its class
 */
public record Held(String type, WeakReference<Object> object) {

  private static final String WINDOW = "io.signalbox.app.ui.";

  /** What all windows of a program share outlives each of them. */
  private static final Set<String> SHARED = Set.of("UiServices", "Preferences", "Drafts");

  /**
   * Everything of the window's own classes that one object reaches by fields: views and models, no
   * values.
   */
  public static List<Held> within(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty()) {
      Object at = next.removeFirst();
      if (isOwn(at) && seen.add(at)) {
        for (Class<?> type = at.getClass(); isOwn(type); type = type.getSuperclass()) {
          for (Field each : type.getDeclaredFields()) {
            add(read(each, at), next);
          }
        }
      }
    }
    return seen.stream()
        .map(each -> new Held(each.getClass().getSimpleName(), new WeakReference<>(each)))
        .toList();
  }

  private static void add(@Nullable Object value, Deque<Object> next) {
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(each -> add(each, next));
      case List<?> list -> list.forEach(each -> add(each, next));
      case null -> {}
      default -> next.add(value);
    }
  }

  private static @Nullable Object read(Field field, Object of) {
    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
      return null;
    }
    try {
      return field.trySetAccessible() ? field.get(of) : null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOwn(Object object) {
    return isOwn(object.getClass())
        && !(object instanceof Enum || object instanceof Record)
        && !SHARED.contains(object.getClass().getSimpleName());
  }

  private static boolean isOwn(@Nullable Class<?> type) {
    return type != null && type.getName().startsWith(WINDOW) && !type.isHidden();
  }

  public boolean isHeld() {
    return object.get() != null;
  }
}
