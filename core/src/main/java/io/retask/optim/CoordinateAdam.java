package io.retask.optim;

/** Memories: the two moments, and how often the parameter was probed. */
record CoordinateAdam(Adam constants) implements CoordinateRule {
  @Override
  public int memories() {
    return 3;
  }

  @Override
  public boolean curved() {
    return false;
  }

  @Override
  public double change(int index, double slope, double curvature, float[][] memory) {
    double first = moment(memory[0], index, constants.firstDecay(), slope);
    double second = moment(memory[1], index, constants.secondDecay(), slope * slope);
    // Counts stay exact in a float up to 16 million; a correction is 1 long before.
    memory[2][index] = Math.min(memory[2][index] + 1, 1 << 24);
    double firstScale = 1 - StrictMath.pow(constants.firstDecay(), memory[2][index]);
    double secondScale = 1 - StrictMath.pow(constants.secondDecay(), memory[2][index]);
    return first / firstScale / (Math.sqrt(second / secondScale) + constants.floor());
  }

  private static double moment(float[] memory, int index, double decay, double value) {
    memory[index] = (float) (decay * memory[index] + (1 - decay) * value);
    return memory[index];
  }
}
