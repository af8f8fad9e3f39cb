package io.retask.train;

import io.retask.CorruptArtifact;
import io.retask.RetaskException;
import io.retask.optim.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a checkpoint, big-endian: a magic word, the version, the CRC-32C of all that
 * follows; then the settings of the run, step, settled images, the history, and the state as its
 * optimiser writes it.
 */
final class CheckpointFormat<S> {
  private static final long MAGIC = 0x52544b434b50540aL; // "RTKCKPT\n"
  private static final int VERSION = 1;
  private static final int HEADER = Long.BYTES + Integer.BYTES + Integer.BYTES;
  private final StateCodec<S> states;
  private final String run;

  CheckpointFormat(StateCodec<S> states, String run) {
    this.states = states;
    this.run = run;
  }

  byte[] encode(TrainState<S> state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[HEADER]);
    out.writeUTF(run);
    out.writeLong(state.step());
    out.writeLong(state.settledImages());
    out.writeInt(state.history().size());
    for (StepRecord record : state.history()) {
      write(record, out);
    }
    states.write(state.optimizer(), out);
    byte[] all = bytes.toByteArray();
    ByteBuffer.wrap(all).putLong(MAGIC).putInt(VERSION).putInt(checksum(all));
    return all;
  }

  TrainState<S> decode(byte[] all, Path file) throws IOException {
    DataInputStream in = opened(all, file, run);
    long step = in.readLong();
    long settled = in.readLong();
    List<StepRecord> history = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      history.add(read(in));
    }
    return new TrainState<>(step, states.read(in), settled, history);
  }

  /** The step alone, whatever wrote the state. */
  static long step(byte[] all, Path file, String run) throws IOException {
    return opened(all, file, run).readLong();
  }

  /** What follows the settings of the run, which have to be these. */
  private static DataInputStream opened(byte[] all, Path file, String run) throws IOException {
    checkHeader(all, file);
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(all, HEADER, all.length - HEADER));
    String found = in.readUTF();
    if (!found.equals(run)) {
      throw new RetaskException(
          "the checkpoint '%s' was made with other settings (%s; now %s); put the recipe back as it was, or begin a new run in another folder"
              .formatted(file, linesOnlyIn(found, run), linesOnlyIn(run, found)));
    }
    return in;
  }

  private static String linesOnlyIn(String text, String other) {
    Set<String> known = other.lines().collect(Collectors.toSet());
    String own =
        text.lines()
            .filter(line -> !known.contains(line))
            .map(String::strip)
            .collect(Collectors.joining(", "));
    return own.isEmpty() ? "nothing of it" : own;
  }

  private static void checkHeader(byte[] all, Path file) {
    ByteBuffer header = ByteBuffer.wrap(all);
    if (all.length < HEADER || header.getLong() != MAGIC) {
      throw new CorruptArtifact(
          "'%s' is no checkpoint; move it away to begin the run again".formatted(file));
    }
    int version = header.getInt();
    if (version != VERSION) {
      throw new CorruptArtifact(
          "the checkpoint '%s' is of version %d, but this software reads version %d; use the software that wrote it"
              .formatted(file, version, VERSION));
    }
    if (header.getInt() != checksum(all)) {
      throw new CorruptArtifact(
          "the checkpoint '%s' is damaged: its checksum is another; move it away to begin the run again"
              .formatted(file));
    }
  }

  private static int checksum(byte[] all) {
    CRC32C sum = new CRC32C();
    sum.update(all, HEADER, all.length - HEADER);
    return (int) sum.getValue();
  }

  private static void write(StepRecord record, DataOutputStream out) throws IOException {
    out.writeLong(record.step());
    out.writeLong(record.billedImages());
    write(record.batch(), out);
    Fit held = record.held();
    out.writeBoolean(held != null);
    if (held != null) {
      write(held, out);
    }
  }

  private static void write(Fit fit, DataOutputStream out) throws IOException {
    out.writeDouble(fit.loss());
    out.writeDouble(fit.accuracy());
    out.writeInt(fit.count());
  }

  private static StepRecord read(DataInputStream in) throws IOException {
    long step = in.readLong();
    long billed = in.readLong();
    Fit batch = readFit(in);
    @Nullable Fit held = in.readBoolean() ? readFit(in) : null;
    return new StepRecord(step, billed, batch, held);
  }

  private static Fit readFit(DataInputStream in) throws IOException {
    return new Fit(in.readDouble(), in.readDouble(), in.readInt());
  }
}
