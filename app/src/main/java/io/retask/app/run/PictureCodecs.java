package io.retask.app.run;

import io.retask.artifact.Codecs;
import io.retask.artifact.FeatureCodec;
import java.util.ServiceLoader;

/** Every kind of program, mapping and features that artefacts of picture models may hold. */
final class PictureCodecs {
  private PictureCodecs() {}

  static Codecs all() {
    Codecs codecs =
        Codecs.plain()
            .with(new ViewCodec())
            .with(new RotationCodec())
            .with(new TilingCodec())
            .with(new AreaMeanCodec());
    for (FeatureCodec<?> brought : ServiceLoader.load(FeatureCodec.class)) {
      codecs = codecs.with(brought);
    }
    return codecs;
  }
}
