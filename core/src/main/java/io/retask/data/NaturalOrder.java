package io.retask.data;

import java.util.Comparator;

/**
 * Sorts texts as people do: runs of digits by their number ("2" before "10"), all else by character
 * without regard to case. Texts that differ only in case or in leading zeros are told apart by
 * their characters, so the order is total.
 */
public enum NaturalOrder implements Comparator<String> {
  /** The order. */
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = runEnd(a, i);
      int endB = runEnd(b, j);
      int order =
          digit(a.charAt(i)) && digit(b.charAt(j))
              ? numbers(a.substring(i, endA), b.substring(j, endB))
              : Character.compare(fold(a.charAt(i)), fold(b.charAt(j)));
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static char fold(char c) {
    return Character.toLowerCase(c);
  }

  /** Where the run of digits, or the single character, at {@code from} ends. */
  private static int runEnd(String text, int from) {
    int end = from + 1;
    while (digit(text.charAt(from)) && end < text.length() && digit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int numbers(String a, String b) {
    String shortA = a.replaceFirst("^0+", "");
    String shortB = b.replaceFirst("^0+", "");
    int order = Integer.compare(shortA.length(), shortB.length());
    return order != 0 ? order : shortA.compareTo(shortB);
  }
}
