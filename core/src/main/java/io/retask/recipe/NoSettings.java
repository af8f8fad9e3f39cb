package io.retask.recipe;

/** Of a method that has no settings: a baseline. */
public record NoSettings() implements MethodSettings {}
