/**
 * Readers that make a {@link io.retask.data.Dataset} of pictures: folders, manifests, IDX and npz
 * files, and the emoji package.
 *
 * <p>Read {@link io.retask.image.dataset.PictureData} first. Depends on {@code image}, {@code data}
 * and {@code tensor}.
 */
@NullMarked
package io.retask.image.dataset;

import org.jspecify.annotations.NullMarked;
