package io.retask.app.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.retask.app.attack.AttackedPicture.Answer;
import io.retask.app.attack.AttackedPicture.Queries;
import io.retask.app.attack.Chosen.Victim;
import io.retask.app.run.Interruption;
import io.retask.attack.Finding;
import io.retask.attack.Goal;
import io.retask.attack.Perturbation;
import io.retask.blackbox.Scores;
import io.retask.report.ReportWriter;
import io.retask.tensor.TensorBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** One attack on many pictures, or on one. */
final class Raid {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final long SPREAD = 0xd1342543de82ef95L;

  private final AttackRequest request;
  private final AttackFolder folder;
  private final Weapon weapon;
  private final Victims victims;
  private final SourceLabels labels;
  private final Interruption interruption;

  Raid(
      AttackRequest request,
      AttackFolder folder,
      Weapon weapon,
      Victims victims,
      Interruption interruption) {
    this.request = request;
    this.folder = folder;
    this.weapon = weapon;
    this.victims = victims;
    this.labels = SourceLabels.of(weapon.spec());
    this.interruption = interruption;
  }

  /** Asks the box about one picture after another until there are enough to attack. */
  Chosen choose() {
    OptionalInt target =
        request.target() == null
            ? OptionalInt.empty()
            : OptionalInt.of(labels.find(request.target()));
    List<Victim> chosen = new ArrayList<>();
    int wrong = 0;
    for (int index : victims.order(request.limit(), request.seed())) {
      if (chosen.size() == victims.most(request.limit())) {
        break;
      }
      interruption.check();
      Scores before = weapon.ask(victims.input(index));
      String truth = victims.truth(index);
      int said = before.best(0);
      if (truth != null && !labels.is(said, truth)) {
        wrong++;
      } else if (target.isEmpty() || target.getAsInt() != said) {
        Goal goal = target.isPresent() ? Goal.reach(target.getAsInt()) : Goal.away(said);
        chosen.add(new Victim(index, victims.name(index), truth, before, goal));
      }
    }
    return new Chosen(victims.areLabelled(), wrong, chosen);
  }

  /** Attacks them, and writes everything that is to be kept. */
  Attacked attack(Chosen chosen, IntConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    Stream<Victim> open = chosen.victims().stream();
    boolean alone = chosen.victims().size() == 1;
    List<AttackedPicture> pictures =
        (weapon.isParallel() ? open.parallel() : open)
            .map(
                victim -> {
                  interruption.check();
                  AttackedPicture one = attack(victim, alone);
                  progress.accept(done.incrementAndGet());
                  return one;
                })
            .toList();
    Attacked attacked = Attacked.of(request, weapon.spec().name(), chosen, pictures, weapon.bill());
    folder.writeText("attack.json", json(attacked));
    new ReportWriter()
        .write(new AttackPages(attacked, weapon.spec().input()).report(), folder.page());
    return attacked;
  }

  private AttackedPicture attack(Victim victim, boolean alone) {
    TensorBatch original = victims.input(victim.index());
    Finding found =
        weapon.attack(original, victim.goal(), request.seed() + SPREAD * victim.index());
    AttackFolder own = alone ? folder : folder.inside(victim.index(), victim.name());
    TensorBatch saved = own.keep(original, found.input());
    Scores after = weapon.ask(saved);
    Perturbation change = Perturbation.between(original, saved);
    return new AttackedPicture(
        victim.name(),
        victim.truth(),
        Answer.of(victim.before(), labels.names()),
        Answer.of(after, labels.names()),
        victim.goal().reached(after, 0),
        change.l2(),
        change.linf(),
        Queries.of(found),
        found.cutShort(),
        own.path().toString());
  }

  private static String json(Attacked attacked) {
    try {
      return JSON.writeValueAsString(attacked) + "\n";
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a result can always be written as JSON", failure);
    }
  }
}
