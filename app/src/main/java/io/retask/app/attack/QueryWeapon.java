package io.retask.app.attack;

import io.retask.attack.Finding;
import io.retask.attack.Goal;
import io.retask.attack.QueryAttack;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Scores;
import io.retask.blackbox.meter.Bill;
import io.retask.blackbox.meter.Cause;
import io.retask.blackbox.meter.MeteredBox;
import io.retask.tensor.TensorBatch;
import io.retask.tensor.TensorSource;

/**
 * Answers alone, each billed once.
 *
 * @param box where everything is billed
 * @param attack what is done
 * @param most the most images for one picture
 */
record QueryWeapon(MeteredBox box, QueryAttack attack, long most) implements Weapon {
  @Override
  public BlackBoxSpec spec() {
    return box.spec();
  }

  @Override
  public Scores ask(TensorBatch input) {
    return box.query(Cause.ATTACK, TensorSource.of(input));
  }

  @Override
  public Finding attack(TensorBatch input, Goal goal, long seed) {
    return attack.attack(box, input, goal, seed, most);
  }

  /** One after another: the probes of a single step keep the box busy already. */
  @Override
  public boolean isParallel() {
    return false;
  }

  @Override
  public AttackBill bill() {
    Bill bill = box.bill();
    return new AttackBill(bill.reservedImages(), 0, bill.money(), bill.currency());
  }
}
