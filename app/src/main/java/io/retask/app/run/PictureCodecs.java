package io.retask.app.run;

import io.retask.artifact.Codecs;

/** Every kind of program that artefacts of picture models may hold. */
final class PictureCodecs {
  private PictureCodecs() {}

  static Codecs all() {
    return Codecs.plain()
        .with(new ViewCodec())
        .with(new RotationCodec())
        .with(new TilingCodec())
        .with(new AreaMeanCodec());
  }
}
