package io.retask.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a sequence of values. Texts and arrays are preceded by their length, so that two
 * different sequences never have the same bytes. Not safe for several threads.
 */
public final class ContentDigest {
  private final MessageDigest sha;

  /** An empty sequence. */
  public ContentDigest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256, but this one does not", e);
    }
  }

  /** Appends a number. */
  public ContentDigest add(int number) {
    sha.update(ByteBuffer.allocate(4).putInt(0, number));
    return this;
  }

  /** Appends bytes. */
  public ContentDigest add(byte[] bytes) {
    add(bytes.length);
    sha.update(bytes);
    return this;
  }

  /** Appends a text. */
  public ContentDigest add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends numbers. */
  public ContentDigest add(int[] numbers) {
    add(numbers.length);
    for (int number : numbers) {
      add(number);
    }
    return this;
  }

  /** The digest, 64 hexadecimal digits; the sequence starts anew. */
  public String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
