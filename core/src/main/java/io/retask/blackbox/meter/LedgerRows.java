package io.retask.blackbox.meter;

import io.retask.blackbox.BlackBoxSpec;
import io.retask.blackbox.Price;
import io.retask.blackbox.Scores;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The SQL of the ledger on one connection; each statement is prepared once. */
final class LedgerRows {
  private static final float[] NONE = {};

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<Integer, Price> prices = new HashMap<>();

  LedgerRows(Connection connection) {
    this.connection = connection;
  }

  void run(String sql) throws SQLException {
    prepare(sql).execute();
  }

  /**
   * Prepares every statement anew when it is needed next. For use after a failure: the driver
   * closes the statement that failed, which says "not executing" from then on.
   */
  void forget() throws SQLException {
    List<PreparedStatement> old = List.copyOf(prepared.values());
    prepared.clear();
    for (PreparedStatement statement : old) {
      statement.close();
    }
  }

  int box(BlackBoxSpec spec) throws SQLException {
    PreparedStatement find = prepare("SELECT id FROM boxes WHERE fingerprint = ?");
    find.setString(1, spec.fingerprint());
    try (ResultSet found = find.executeQuery()) {
      return found.next() ? found.getInt(1) : 0;
    }
  }

  void addBox(BlackBoxSpec spec) throws SQLException {
    PreparedStatement add =
        prepare(
            "INSERT INTO boxes (fingerprint, name, classes, per1000, currency)"
                + " VALUES (?, ?, ?, ?, ?)");
    add.setString(1, spec.fingerprint());
    add.setString(2, spec.name());
    add.setInt(3, spec.classes());
    add.setString(4, spec.price().per1000Images().toPlainString());
    add.setString(5, spec.price().currency());
    add.executeUpdate();
  }

  Optional<String> currency() throws SQLException {
    try (ResultSet found = prepare("SELECT currency FROM boxes LIMIT 1").executeQuery()) {
      return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
    }
  }

  Price price(int box) throws SQLException {
    Price known = prices.get(box);
    if (known != null) {
      return known;
    }
    PreparedStatement find = prepare("SELECT per1000, currency FROM boxes WHERE id = ?");
    find.setInt(1, box);
    try (ResultSet found = find.executeQuery()) {
      if (!found.next()) {
        throw new IllegalArgumentException("no box has number %d in this ledger".formatted(box));
      }
      Price price = new Price(new BigDecimal(found.getString(1)), found.getString(2));
      prices.put(box, price);
      return price;
    }
  }

  Optional<Budget> limit(Account account) throws SQLException {
    PreparedStatement find = prepare("SELECT images, money FROM limits WHERE account = ?");
    find.setString(1, account.name());
    try (ResultSet found = find.executeQuery()) {
      if (!found.next()) {
        return Optional.empty();
      }
      long images = found.getLong(1);
      OptionalLong limit = found.wasNull() ? OptionalLong.empty() : OptionalLong.of(images);
      Optional<BigDecimal> money = Optional.ofNullable(found.getString(2)).map(BigDecimal::new);
      return Optional.of(new Budget(limit, money));
    }
  }

  void setLimit(Account account, Budget budget) throws SQLException {
    PreparedStatement set =
        prepare("INSERT OR REPLACE INTO limits (account, images, money) VALUES (?, ?, ?)");
    set.setString(1, account.name());
    set.setObject(2, budget.images().isPresent() ? budget.images().getAsLong() : null);
    set.setString(3, budget.money().map(BigDecimal::toPlainString).orElse(null));
    set.executeUpdate();
  }

  Spending spending(Account account) throws SQLException {
    Spending spending = new Spending();
    try (ResultSet row = prepare("SELECT box, cause, reserved FROM totals").executeQuery()) {
      while (row.next()) {
        if (Account.of(Cause.valueOf(row.getString(2))) == account) {
          spending.add(price(row.getInt(1)), row.getLong(3));
        }
      }
    }
    return spending;
  }

  Bill bill() throws SQLException {
    Totals totals = new Totals();
    try (ResultSet row = prepare("SELECT * FROM totals").executeQuery()) {
      while (row.next()) {
        Totals.Counts counts = new Totals.Counts(row.getLong(3), row.getLong(4), row.getLong(5));
        totals.add(price(row.getInt(1)), Cause.valueOf(row.getString(2)), counts);
      }
    }
    return totals.bill();
  }

  Reservation addAttempt(int box, Cause cause, int images, Instant now) throws SQLException {
    PreparedStatement add =
        prepare(
            "INSERT INTO attempts (box, cause, images, state, at, note)"
                + " VALUES (?, ?, ?, 'RESERVED', ?, '') RETURNING id");
    add.setInt(1, box);
    add.setString(2, cause.name());
    add.setInt(3, images);
    add.setLong(4, now.toEpochMilli());
    try (ResultSet added = add.executeQuery()) {
      added.next();
      return new Reservation(added.getLong(1), box, cause, images);
    }
  }

  void count(int box, Cause cause, Totals.Counts more) throws SQLException {
    PreparedStatement add =
        prepare(
            "INSERT INTO totals (box, cause, reserved, settled, cached) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (box, cause) DO UPDATE SET reserved = reserved + excluded.reserved,"
                + " settled = settled + excluded.settled, cached = cached + excluded.cached");
    add.setInt(1, box);
    add.setString(2, cause.name());
    add.setLong(3, more.reserved());
    add.setLong(4, more.settled());
    add.setLong(5, more.cached());
    add.executeUpdate();
  }

  /** Ends an open attempt; false if it was ended before. */
  boolean mark(long attempt, Attempt.State state, String note) throws SQLException {
    PreparedStatement mark =
        prepare("UPDATE attempts SET state = ?, note = ? WHERE id = ? AND state = 'RESERVED'");
    mark.setString(1, state.name());
    mark.setString(2, note);
    mark.setLong(3, attempt);
    return mark.executeUpdate() == 1;
  }

  void addAnswers(Reservation reservation, List<ContentKey> keys, Scores scores)
      throws SQLException {
    PreparedStatement add =
        prepare(
            "INSERT OR IGNORE INTO answers (box, high, low, attempt, scores)"
                + " VALUES (?, ?, ?, ?, ?)");
    ByteBuffer bytes = ByteBuffer.allocate(4 * scores.classes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < keys.size(); row++) {
      bytes.asFloatBuffer().put(scores.values(), row * scores.classes(), scores.classes());
      add.setInt(1, reservation.box());
      add.setLong(2, keys.get(row).high());
      add.setLong(3, keys.get(row).low());
      add.setLong(4, reservation.attempt());
      add.setBytes(5, bytes.array());
      add.executeUpdate();
    }
  }

  List<float[]> answers(int box, List<ContentKey> keys) throws SQLException {
    PreparedStatement find =
        prepare("SELECT scores FROM answers WHERE box = ? AND high = ? AND low = ?");
    List<float[]> found = new ArrayList<>(keys.size());
    for (ContentKey key : keys) {
      find.setInt(1, box);
      find.setLong(2, key.high());
      find.setLong(3, key.low());
      try (ResultSet row = find.executeQuery()) {
        found.add(row.next() ? floats(row.getBytes(1)) : NONE);
      }
    }
    return found;
  }

  void attempts(Consumer<Attempt> reader) throws SQLException {
    String sql =
        "SELECT a.id, b.fingerprint, a.cause, a.images, a.state, a.at, a.note, a.box"
            + " FROM attempts a JOIN boxes b ON b.id = a.box ORDER BY a.id";
    try (ResultSet row = prepare(sql).executeQuery()) {
      while (row.next()) {
        Price price = price(row.getInt(8));
        reader.accept(
            new Attempt(
                row.getLong(1),
                row.getString(2),
                Cause.valueOf(row.getString(3)),
                row.getInt(4),
                Attempt.State.valueOf(row.getString(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                price.of(row.getInt(4)),
                price.currency(),
                row.getString(7)));
      }
    }
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }
}
