/**
 * TorchScript files as boxes that can be seen through, and the methods that learn the weights of a
 * network: fine-tuning, a probe of its features, training from scratch.
 *
 * <p>Read {@link io.retask.torch.TorchBox} first, then {@link io.retask.torch.NetworkTrainer}. May
 * use core and DJL; nothing may use it, it is found by {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.retask.torch;

import org.jspecify.annotations.NullMarked;
