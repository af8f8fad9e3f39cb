package io.retask.torch;

import io.retask.method.Method;
import io.retask.method.MethodProvider;
import java.util.Map;
import java.util.Set;

/** The methods that learn the weights of a network. */
public final class TorchMethods implements MethodProvider {
  private static final Map<String, Method> METHODS =
      Map.of(
          "finetune", new FinetuneMethod(),
          "probe-features", new ProbeFeaturesMethod(),
          "scratch", new ScratchMethod());

  @Override
  public Set<String> names() {
    return METHODS.keySet();
  }

  @Override
  public Method method(String name) {
    Method method = METHODS.get(name);
    if (method == null) {
      throw new IllegalArgumentException("there is no method '%s' here".formatted(name));
    }
    return method;
  }
}
