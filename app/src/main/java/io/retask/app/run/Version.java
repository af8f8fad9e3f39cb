package io.retask.app.run;

/** Which Retask this is. */
public final class Version {
  /** The version that artefacts and reports name. */
  public static final String CURRENT = "0.1.0";

  private Version() {}
}
