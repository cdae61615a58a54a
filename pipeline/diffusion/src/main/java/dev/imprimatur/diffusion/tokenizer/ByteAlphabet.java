package dev.imprimatur.diffusion.tokenizer;

import java.util.Arrays;

/**
 * Writes bytes as visible characters, as GPT-2's tokenizer does: printable Latin-1 characters stand
 * for themselves, the other bytes are numbered from U+0100 on.
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = characters();

  private ByteAlphabet() {}

  static char of(byte value) {
    return CHARACTERS[Byte.toUnsignedInt(value)];
  }

  /** All characters in the order of CLIP's ids, which is that of their numbers. */
  static char[] inOrder() {
    char[] characters = CHARACTERS.clone();
    Arrays.sort(characters);
    return characters;
  }

  private static char[] characters() {
    char[] characters = new char[256];
    char next = 0x100;
    for (int value = 0; value < characters.length; value++) {
      boolean visible =
          (value >= '!' && value <= '~')
              || (value >= 0xA1 && value <= 0xAC)
              || (value >= 0xAE && value <= 0xFF);
      characters[value] = visible ? (char) value : next++;
    }
    return characters;
  }
}
