package io.retask.onnx.convert;

import java.nio.file.Path;

/**
 * A box that an importer wrote.
 *
 * @param description its {@code .box.yaml}; the model and its labels are beside it
 * @param rangeAssumed whether [0,1] goes in as it is only because neither the file nor the caller
 *     named another range
 */
public record ImportedBox(Path description, boolean rangeAssumed) {}
