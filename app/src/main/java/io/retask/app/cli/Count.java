package io.retask.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers that count something: from 0 on, or {@link Positive}. */
class Count implements ITypeConverter<Long> {
  private final long least;

  Count() {
    this(0);
  }

  private Count(long least) {
    this.least = least;
  }

  /** From 1 on. */
  static final class Positive extends Count {
    Positive() {
      super(1);
    }
  }

  @Override
  public Long convert(String text) {
    try {
      long value = Long.parseLong(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException none) {
      throw refused(text);
    }
    throw refused(text);
  }

  private TypeConversionException refused(String text) {
    return new TypeConversionException("'%s' is no whole number from %d on".formatted(text, least));
  }
}
