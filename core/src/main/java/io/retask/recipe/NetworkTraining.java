package io.retask.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the weights of a network are learned: AdamW (Loshchilov and Hutter, ICLR 2019) on
 * mini-batches, stopped early.
 *
 * @param epochs the most times that every training example is shown; 0 keeps the beginning
 * @param patience after how many epochs without a lower validation loss the training ends; the
 *     weights of the best epoch are kept
 * @param batch the mini-batch, B
 * @param rate the step size of AdamW, above 0; it falls to 0 along half a cosine over the epochs
 * @param decay the weight decay of AdamW, from 0
 * @param flips how pictures are mirrored at random while they are learned from
 * @param shift how far they are moved at random, as a share of their side; edges are repeated
 * @param classWeights whether every example or every class counts the same
 */
public record NetworkTraining(
    @Nullable Integer epochs,
    @Nullable Integer patience,
    @Nullable Integer batch,
    @Nullable Double rate,
    @Nullable Double decay,
    @Nullable Flips flips,
    @Nullable Double shift,
    @Nullable ClassWeights classWeights) {

  /** Mirrorings. */
  public enum Flips {
    /** None. */
    @JsonProperty("none")
    NONE,
    /** Left and right, half of the time. */
    @JsonProperty("horizontal")
    HORIZONTAL,
    /** Left and right, and up and down, each half of the time. */
    @JsonProperty("both")
    BOTH
  }

  /** What an example counts in the loss. */
  public enum ClassWeights {
    /** Every example the same. */
    @JsonProperty("none")
    NONE,
    /** Every class the same: n / (C n_c). */
    @JsonProperty("balanced")
    BALANCED
  }

  /** Everything is at the default of the method. */
  static final NetworkTraining UNSTATED =
      new NetworkTraining(null, null, null, null, null, null, null, null);

  /** Fills the defaults in that all methods share and checks the ranges. */
  public NetworkTraining {
    batch = batch == null ? Integer.valueOf(32) : batch;
    decay = decay == null ? Double.valueOf(0.01) : decay;
    flips = flips == null ? Flips.HORIZONTAL : flips;
    shift = shift == null ? Double.valueOf(0.1) : shift;
    classWeights = classWeights == null ? ClassWeights.NONE : classWeights;
    Range.atLeast(".epochs", epochs, 0);
    Range.atLeast(".patience", patience, 1);
    Range.check(".batch", batch, 1, 1024);
    Range.check(".decay", decay, 0, 1);
    Range.check(".shift", shift, 0, 0.5);
    if (rate != null) {
      Range.above(".rate", rate, 0);
    }
  }

  /** The same with what is still open as the method wants it. */
  NetworkTraining completed(int usualEpochs, int usualPatience, double usualRate) {
    return new NetworkTraining(
        epochs == null ? Integer.valueOf(usualEpochs) : epochs,
        patience == null ? Integer.valueOf(usualPatience) : patience,
        batch,
        rate == null ? Double.valueOf(usualRate) : rate,
        decay,
        flips,
        shift,
        classWeights);
  }
}
