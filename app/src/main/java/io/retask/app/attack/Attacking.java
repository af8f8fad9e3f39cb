package io.retask.app.attack;

import io.retask.RetaskException;
import io.retask.app.run.Allowance;
import io.retask.app.run.Console;
import io.retask.app.run.Interruption;
import io.retask.app.run.WatchedBox;
import io.retask.app.run.Workbench;
import io.retask.attack.GradientAttack;
import io.retask.attack.QueryAttack;
import io.retask.blackbox.BlackBox;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.GlassBox;
import io.retask.blackbox.Visibility;
import io.retask.blackbox.meter.Account;
import io.retask.blackbox.meter.Budget;
import io.retask.blackbox.meter.Ledger;
import io.retask.blackbox.meter.LedgerBox;
import io.retask.blackbox.meter.Metering;
import io.retask.blackbox.meter.RunLock;
import io.retask.recipe.InvalidRecipe;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Runs an attack on pictures. */
public final class Attacking {
  private final Workbench bench;

  /** Attacks that find boxes and data where the bench does. */
  public Attacking(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Attacks with gradients.
   *
   * @throws RetaskException if the box cannot be seen through
   */
  public Attacked byGradient(AttackRequest request, GradientAttack attack) {
    AttackFolder folder = AttackFolder.make(request.out());
    try (GlassBox box = bench.openGlassBox(request.box())) {
      if (box.spec().visibility() != Visibility.FULL) {
        throw new RetaskException(
            "a gradient needs all scores, but '%s' tells only some; attack it with zoo or autozoom"
                .formatted(box.spec().name()));
      }
      return RunLock.holding(
          folder.path(),
          () -> {
            folder.refuseTaken();
            return hold(request, folder, new GlassWeapon(box, attack));
          });
    }
  }

  private Attacked hold(AttackRequest request, AttackFolder folder, Weapon weapon) {
    Victims victims = victims(request, weapon.spec());
    try (Interruption interruption =
            new Interruption(bench.console(), "the same command begins again");
        Console.Task task =
            bench.console().begin(request.attack(), victims.most(request.limit()))) {
      Raid raid = new Raid(request, folder, weapon, victims, interruption);
      return raid.attack(raid.choose(), done -> task.at(done, "pictures attacked"));
    }
  }

  private Victims victims(AttackRequest request, BlackBoxSpec spec) {
    if (spec.input().rank() != 3 || spec.input().axis(0) != 3) {
      throw new InvalidRecipe(
          "'%s' takes inputs of %s, which are no pictures; attacks on other inputs are in the library"
              .formatted(spec.name(), spec.input()));
    }
    Victims victims = Victims.find(bench, request.pictures(), spec.input());
    SourceLabels labels = SourceLabels.of(spec);
    if (request.target() != null) {
      // a label that is not there is said before the folder is taken
      labels.find(request.target());
    }
    Victims known = victims.known(labels);
    if (victims.areLabelled() && !known.areLabelled()) {
      bench
          .console()
          .say("the classes of the data are not labels of the box: every picture is attacked");
    }
    return known;
  }

  /**
   * Attacks with queries alone. Every answer is stored in the folder: the same command goes on
   * after any stop and pays nothing twice.
   *
   * @param most the most images for one picture
   * @param budget the most images in all; null for no other limit
   * @throws InvalidRecipe if the box has a price and there is no budget, if the folder holds
   *     another attack, or this one with a higher budget
   */
  public Attacked byQueries(
      AttackRequest request, QueryAttack attack, long most, @Nullable Long budget) {
    AttackFolder folder = AttackFolder.make(request.out());
    try (BlackBox box = bench.openBox(request.box())) {
      Armed armed = new Armed(box, attack, most, budget);
      Allowance.refuseUnlimited(
          armed.limit(), box.spec(), "; say with --budget how many may be sent");
      return RunLock.holding(folder.path(), () -> hold(request, folder, armed));
    }
  }

  private record Armed(BlackBox box, QueryAttack attack, long most, @Nullable Long budget) {
    Budget limit() {
      return budget == null ? Budget.UNLIMITED : Budget.ofImages(budget);
    }

    /** The most images that so many pictures may take. */
    long most(int pictures) {
      return Math.min(Math.multiplyExact(most, pictures), budget == null ? Long.MAX_VALUE : budget);
    }
  }

  private Attacked hold(AttackRequest request, AttackFolder folder, Armed armed) {
    String goOn = "the same command goes on; what was answered is stored in " + folder.ledger();
    Victims victims = victims(request, armed.box().spec());
    folder.take(AttackPlan.of(request, armed.attack(), armed.box().spec().fingerprint(), victims));
    try (Interruption interruption = new Interruption(bench.console(), goOn);
        Ledger ledger = Ledger.open(folder.ledger(), InstantSource.system());
        LedgerBox metered = new LedgerBox(armed.box(), ledger, Metering.USUAL);
        Console.Task task =
            bench.console().begin(request.attack(), armed.most(victims.most(request.limit())))) {
      allow(ledger, folder, armed.limit());
      WatchedBox watched = new WatchedBox(metered, interruption, task);
      Weapon weapon = new QueryWeapon(watched, armed.attack(), armed.most());
      Raid raid = new Raid(request, folder, weapon, victims, interruption);
      Attacked attacked = raid.attack(raid.choose(), done -> interruption.check());
      ledger.flush();
      return attacked;
    }
  }

  /** A limit may be another one until the first image is spent; from then on it is raised alone. */
  private static void allow(Ledger ledger, AttackFolder folder, Budget limit) {
    Budget before = ledger.allowance(Account.TRAINING);
    if (ledger.bill().reservedImages() == 0 && limit.images().isPresent()) {
      ledger.grant(Account.TRAINING, limit.images().getAsLong());
    } else if (limit.covers(before)) {
      Allowance.train(ledger, limit);
    } else {
      throw new InvalidRecipe(
          "the attack in '%s' went on with a budget of %s, which can be raised, but not set to %s; give that --budget or a higher one, or name another folder with --out"
              .formatted(folder.path(), before, limit));
    }
  }
}
