package io.retask.program;

import io.retask.tensor.Shape;
import java.util.Arrays;

/**
 * Each value is a weighted sum of the few parameters near it: tiles of one value each, or a coarse
 * grid that is enlarged linearly along every axis but the channels. Parameters that reach no value
 * are left out.
 */
final class PatchBasis implements Basis {
  private final int size;
  private final int taps;
  private final int[] sources;
  private final float[] weights;

  private PatchBasis(int size, int taps, int[] sources, float[] weights) {
    this.size = size;
    this.taps = taps;
    this.sources = sources;
    this.weights = weights;
  }

  /** {@code side} tiles along every axis, as even as whole values allow. */
  static PatchBasis tiles(Shape shape, int side) {
    Planes planes = new Planes(shape);
    int[] sources = new int[planes.size()];
    float[] weights = new float[planes.size()];
    Arrays.fill(weights, 1);
    for (int i = 0; i < sources.length; i++) {
      int[] place = planes.coordinates(i);
      for (int axis = 0; axis < place.length; axis++) {
        int parts = planes.parts(side, axis);
        sources[i] = sources[i] * parts + (int) ((long) place[axis] * parts / planes.axis(axis));
      }
    }
    return perChannel(planes, side, 1, sources, weights);
  }

  /** {@code side} nodes along every axis, the first and the last of them on its ends. */
  static PatchBasis grid(Shape shape, int side) {
    Planes planes = new Planes(shape);
    int taps = 1 << planes.rank();
    int[] sources = new int[planes.size() * taps];
    float[] weights = new float[sources.length];
    for (int i = 0; i < sources.length; i++) {
      int[] place = planes.coordinates(i / taps);
      double weight = 1;
      for (int axis = 0; axis < place.length; axis++) {
        int parts = planes.parts(side, axis);
        double at = (double) place[axis] * (parts - 1) / Math.max(1, planes.axis(axis) - 1);
        int low = Math.min(Math.max(0, parts - 2), (int) at);
        boolean upper = (i >> axis & 1) == 1;
        sources[i] = sources[i] * parts + Math.min(parts - 1, low + (upper ? 1 : 0));
        weight *= upper ? at - low : 1 - (at - low);
      }
      weights[i] = (float) weight;
    }
    return perChannel(planes, side, taps, sources, weights);
  }

  /** The same plane for each channel, with parameters of its own. */
  private static PatchBasis perChannel(
      Planes planes, int side, int taps, int[] sources, float[] weights) {
    int nodes = planes.parts(side);
    int[] all = new int[sources.length * planes.channels()];
    float[] repeated = new float[all.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i / sources.length * nodes + sources[i % sources.length];
      repeated[i] = weights[i % weights.length];
    }
    return compacted(nodes * planes.channels(), taps, all, repeated);
  }

  /** The values at some places alone. */
  PatchBasis at(int[] places) {
    int[] chosen = new int[places.length * taps];
    float[] kept = new float[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = sources[places[i / taps] * taps + i % taps];
      kept[i] = weights[places[i / taps] * taps + i % taps];
    }
    return compacted(size, taps, chosen, kept);
  }

  /** Numbers the parameters that reach a value anew, and scales to a mean square of 1. */
  private static PatchBasis compacted(int size, int taps, int[] sources, float[] weights) {
    int[] number = new int[size];
    double squares = 0;
    for (int i = 0; i < sources.length; i++) {
      number[sources[i]] = weights[i] == 0 ? number[sources[i]] : 1;
      squares += (double) weights[i] * weights[i];
    }
    int used = 0;
    for (int i = 0; i < size; i++) {
      number[i] = number[i] == 1 ? used++ : 0;
    }
    int values = sources.length / taps;
    float scale = (float) Math.sqrt(values / squares);
    int[] renamed = new int[sources.length];
    float[] scaled = new float[sources.length];
    for (int i = 0; i < sources.length; i++) {
      renamed[i] = number[sources[i]];
      scaled[i] = scale * weights[i];
    }
    return new PatchBasis(used, taps, renamed, scaled);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int length() {
    return sources.length / taps;
  }

  @Override
  public float[] expand(float[] parameters) {
    float[] out = new float[length()];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int tap = i * taps; tap < (i + 1) * taps; tap++) {
        sum += (double) weights[tap] * parameters[sources[tap]];
      }
      out[i] = (float) sum;
    }
    return out;
  }

  @Override
  public float[] project(float[] gradient) {
    double[] sums = new double[size];
    for (int tap = 0; tap < sources.length; tap++) {
      sums[sources[tap]] += (double) weights[tap] * gradient[tap / taps];
    }
    float[] out = new float[size];
    for (int i = 0; i < size; i++) {
      out[i] = (float) sums[i];
    }
    return out;
  }
}
