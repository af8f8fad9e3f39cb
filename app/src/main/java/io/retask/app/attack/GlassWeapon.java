package io.retask.app.attack;

import io.retask.attack.Finding;
import io.retask.attack.Goal;
import io.retask.attack.GradientAttack;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;

/** Gradients of a local file: nothing is billed, but everything is counted. */
final class GlassWeapon implements Weapon {
  private final GlassBox box;
  private final GradientAttack attack;
  private final AtomicLong images = new AtomicLong();
  private final AtomicLong gradients = new AtomicLong();

  GlassWeapon(GlassBox box, GradientAttack attack) {
    this.box = box;
    this.attack = attack;
  }

  @Override
  public BlackBoxSpec spec() {
    return box.spec();
  }

  @Override
  public Scores ask(TensorBatch input) {
    images.incrementAndGet();
    return box.query(input);
  }

  @Override
  public Finding attack(TensorBatch input, Goal goal, long seed) {
    Finding finding = attack.attack(box, input, goal, seed);
    images.addAndGet(finding.images());
    gradients.addAndGet(finding.gradients());
    return finding;
  }

  @Override
  public boolean isParallel() {
    return true;
  }

  @Override
  public AttackBill bill() {
    return new AttackBill(
        images.get(), gradients.get(), BigDecimal.ZERO, spec().price().currency());
  }
}
