package io.retask.app.attack;

import io.retask.app.run.PictureFiles;
import io.retask.app.run.Version;
import io.retask.image.PngPicture;
import io.retask.report.AttackExample;
import io.retask.report.AttackReport;
import io.retask.report.MethodComparison.Fact;
import io.retask.report.Picture;
import io.retask.tensor.Shape;
import io.retask.tensor.TensorBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page about an attack, made from the files that were kept. */
final class AttackPages {
  private static final int SHOWN = 8;
  private static final int LARGE = 320;
  private static final int SMALL = 150;

  private final Attacked attacked;
  private final Shape shape;

  AttackPages(Attacked attacked, Shape shape) {
    this.attacked = attacked;
    this.shape = shape;
  }

  AttackReport report() {
    List<AttackedPicture> pictures = attacked.pictures();
    int side = pictures.size() == 1 ? LARGE : SMALL;
    return new AttackReport(
        "%s on %s".formatted(attacked.attack(), attacked.box()),
        attacked.sentences(),
        facts(),
        pictures.stream().limit(SHOWN).map(picture -> example(picture, side)).toList(),
        Math.max(0, pictures.size() - SHOWN));
  }

  private AttackExample example(AttackedPicture picture, int side) {
    TensorBatch original = read(picture, "original.png");
    TensorBatch adversarial = read(picture, "adversarial.png");
    TensorBatch change = AttackFolder.enlarged(original, adversarial);
    return new AttackExample(
        picture.picture(),
        drawn(original, side, "before: " + picture.before()),
        drawn(change, side, "the change, enlarged %d times".formatted(AttackFolder.ENLARGED)),
        drawn(adversarial, side, "after: " + picture.after()),
        picture.success(),
        picture.size());
  }

  private TensorBatch read(AttackedPicture picture, String name) {
    return new PictureFiles(List.of(Path.of(picture.folder(), name)), shape).all();
  }

  private static Picture drawn(TensorBatch batch, int side, String words) {
    return Picture.png(PngPicture.of(batch, 0, side).bytes(), words);
  }

  private List<Fact> facts() {
    AttackBill bill = attacked.bill();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Attack", attacked.settings()));
    facts.add(new Fact("Box", attacked.box()));
    facts.add(
        new Fact(
            "Goal",
            attacked.target() == null ? "any other answer" : "'" + attacked.target() + "'"));
    facts.add(new Fact("Pictures attacked", "%,d".formatted(attacked.attacked())));
    if (attacked.labelled()) {
      facts.add(new Fact("Wrong before, left out", "%,d".formatted(attacked.wrongBefore())));
    }
    facts.add(new Fact("Images asked", "%,d".formatted(bill.images())));
    facts.add(new Fact("Gradients asked", "%,d".formatted(bill.gradients())));
    facts.add(new Fact("Money", bill.money().toPlainString() + " " + bill.currency()));
    facts.add(new Fact("Seed", String.valueOf(attacked.seed())));
    facts.add(new Fact("Retask", Version.CURRENT));
    return facts;
  }
}
