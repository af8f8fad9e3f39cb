package io.retask.blackbox.meter;

import io.retask.RetaskException;
import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import io.retask.blackbox.Scores;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, under one lock; nothing of it survives the process. */
final class MemoryLedger implements Ledger {
  private static final float[] NONE = {};

  private final InstantSource clock;
  private final List<BlackBoxSpec> boxes = new ArrayList<>();
  private final Map<Account, Budget> limits = new EnumMap<>(Account.class);
  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<Place, Totals.Counts> counts = new LinkedHashMap<>();
  private final Map<Answered, float[]> answers = new HashMap<>();

  MemoryLedger(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String place() {
    return "in memory";
  }

  @Override
  public synchronized int enrol(BlackBoxSpec box) {
    for (int i = 0; i < boxes.size(); i++) {
      if (boxes.get(i).fingerprint().equals(box.fingerprint())) {
        Limits.checkPrice(price(i + 1), box, place());
        return i + 1;
      }
    }
    if (!boxes.isEmpty()) {
      Limits.checkCurrency(boxes.get(0).price().currency(), box, place());
    }
    boxes.add(box);
    return boxes.size();
  }

  @Override
  public synchronized void allow(Account account, Budget budget) {
    Budget before = limits.putIfAbsent(account, budget);
    if (before != null && !before.equals(budget)) {
      throw Limits.alreadySet(place(), account, before, budget);
    }
  }

  @Override
  public synchronized void raise(Account account, Budget budget) {
    Limits.checkRaise(account, allowance(account), budget);
    limits.put(account, budget);
  }

  @Override
  public synchronized void grant(Account account, long images) {
    limits.put(account, Limits.granted(spending(account), images));
  }

  @Override
  public synchronized Budget allowance(Account account) {
    return limits.getOrDefault(account, Budget.UNLIMITED);
  }

  @Override
  public synchronized long affordable(int box, Account account) {
    return spending(account).affordable(allowance(account), price(box));
  }

  @Override
  public synchronized Reservation reserve(int box, Cause cause, int images) {
    Account account = Account.of(cause);
    Spending spending = spending(account);
    long left = spending.affordable(allowance(account), price(box));
    if (left < images) {
      throw Limits.refusal(account, allowance(account), images, left);
    }
    count(box, cause, new Totals.Counts(images, 0, 0));
    long id = attempts.size() + 1L;
    attempts.add(attempt(id, box, cause, images));
    return new Reservation(id, box, cause, images);
  }

  @Override
  public synchronized void settle(Reservation reservation, List<ContentKey> keys, Scores scores) {
    mark(reservation, Attempt.State.SETTLED, "");
    int width = scores.classes();
    for (int row = 0; row < keys.size(); row++) {
      float[] answer = new float[width];
      System.arraycopy(scores.values(), row * width, answer, 0, width);
      answers.putIfAbsent(new Answered(reservation.box(), keys.get(row)), answer);
    }
    count(reservation.box(), reservation.cause(), new Totals.Counts(0, reservation.images(), 0));
  }

  @Override
  public synchronized void fail(Reservation reservation, String why) {
    mark(reservation, Attempt.State.FAILED, why);
  }

  @Override
  public synchronized void cached(int box, Cause cause, long images) {
    count(box, cause, new Totals.Counts(0, 0, images));
  }

  @Override
  public synchronized List<float[]> stored(int box, List<ContentKey> keys) {
    List<float[]> found = new ArrayList<>(keys.size());
    for (ContentKey key : keys) {
      float @Nullable [] answer = answers.get(new Answered(box, key));
      found.add(answer == null ? NONE : answer.clone());
    }
    return found;
  }

  @Override
  public void flush() {
    // everything is where it will stay as soon as it is written
  }

  @Override
  public synchronized Bill bill() {
    Totals totals = new Totals();
    counts.forEach((place, count) -> totals.add(price(place.box()), place.cause(), count));
    return totals.bill();
  }

  @Override
  public void attempts(Consumer<Attempt> reader) {
    List<Attempt> copy;
    synchronized (this) {
      copy = List.copyOf(attempts);
    }
    copy.forEach(reader);
  }

  @Override
  public void close() {
    // nothing is held that needs closing
  }

  private Price price(int box) {
    return boxes.get(box - 1).price();
  }

  private Spending spending(Account account) {
    Spending spending = new Spending();
    counts.forEach(
        (place, count) -> {
          if (Account.of(place.cause()) == account) {
            spending.add(price(place.box()), count.reserved());
          }
        });
    return spending;
  }

  private void count(int box, Cause cause, Totals.Counts more) {
    counts.merge(
        new Place(box, cause), more, (a, b) -> a.plus(b.reserved(), b.settled(), b.cached()));
  }

  private Attempt attempt(long id, int box, Cause cause, int images) {
    BlackBoxSpec spec = boxes.get(box - 1);
    return new Attempt(
        id,
        spec.fingerprint(),
        cause,
        images,
        Attempt.State.RESERVED,
        clock.instant(),
        spec.price().of(images),
        spec.price().currency(),
        "");
  }

  private void mark(Reservation reservation, Attempt.State state, String note) {
    int index = Math.toIntExact(reservation.attempt() - 1);
    Attempt old = attempts.get(index);
    if (old.state() != Attempt.State.RESERVED) {
      throw new RetaskException(Limits.notOpen(place(), reservation.attempt()));
    }
    attempts.set(
        index,
        new Attempt(
            old.id(),
            old.box(),
            old.cause(),
            old.images(),
            state,
            old.reservedAt(),
            old.money(),
            old.currency(),
            note));
  }

  private record Place(int box, Cause cause) {}

  private record Answered(int box, ContentKey key) {}
}
