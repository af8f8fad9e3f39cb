package io.retask.method;

import java.util.Set;

/**
 * Methods that another module brings. Implementations are found by {@link java.util.ServiceLoader}
 * and chosen by the name that the user gave, never "the first that is there".
 */
public interface MethodProvider {
  /** The names on the command line, of those that a recipe may have. */
  Set<String> names();

  /** The method of that name, one of {@link #names}. */
  Method method(String name);
}
