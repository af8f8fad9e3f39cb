/** Tests of artefacts: files that are committed, and files that are hostile. */
@NullMarked
package io.retask.artifact;

import org.jspecify.annotations.NullMarked;
