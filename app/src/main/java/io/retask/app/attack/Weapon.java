package io.retask.app.attack;

import io.retask.attack.Finding;
import io.retask.attack.Goal;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;

/** A box with an attack on it; everything asked through it is counted. */
interface Weapon {
  /** What the box is. */
  BlackBoxSpec spec();

  /** The answer to one input. */
  Scores ask(TensorBatch input);

  /** Attacks one input. */
  Finding attack(TensorBatch input, Goal goal, long seed);

  /** Whether several inputs may be attacked at once. */
  boolean isParallel();

  /** Everything so far. */
  AttackBill bill();
}
