package io.retask.program;

/** Some of the values of another basis. */
final class OnPlaces implements Basis {
  private final Basis whole;
  private final int[] places;

  OnPlaces(Basis whole, int[] places) {
    this.whole = whole;
    this.places = places;
  }

  @Override
  public int size() {
    return whole.size();
  }

  @Override
  public int length() {
    return places.length;
  }

  @Override
  public float[] expand(float[] parameters) {
    float[] all = whole.expand(parameters);
    float[] out = new float[places.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = all[places[i]];
    }
    return out;
  }

  @Override
  public float[] project(float[] gradient) {
    float[] all = new float[whole.length()];
    for (int i = 0; i < places.length; i++) {
      all[places[i]] = gradient[i];
    }
    return whole.project(all);
  }
}
