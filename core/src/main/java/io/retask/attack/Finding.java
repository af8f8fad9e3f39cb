package io.retask.attack;

import io.retask.blackbox.Scores;
import io.retask.tensor.TensorBatch;

/**
 * What an attack found.
 *
 * @param input the changed input, one row on the grid of 8-bit values: the nearest to the original
 *     that reached the goal, else the one that came closest to the goal
 * @param answer the box's answer to it, one row
 * @param reached whether that answer is what was wanted
 * @param images how many inputs the box was asked to score, stored answers included
 * @param gradients how many gradients of one input the box was asked for
 * @param cutShort whether a limit of images ended the search
 */
public record Finding(
    TensorBatch input,
    Scores answer,
    boolean reached,
    long images,
    long gradients,
    boolean cutShort) {}
