package io.retask.app.attack;

import java.math.BigDecimal;

/**
 * What an attack took.
 *
 * @param images inputs that the box scored; of a black box those that were billed
 * @param gradients gradients of one input each
 * @param money the images at the box's price
 * @param currency an ISO 4217 code
 */
public record AttackBill(long images, long gradients, BigDecimal money, String currency) {}
