package dev.imprimatur.diffusion.tokenizer;

import java.nio.charset.StandardCharsets;

/**
 * Writes bytes as visible characters, as GPT-2's tokenizer does: printable Latin-1 characters stand
 * for themselves, the other bytes are numbered from U+0100 on.
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = characters();

  private ByteAlphabet() {}

  static String encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var encoded = new StringBuilder(bytes.length);
    for (byte value : bytes) {
      encoded.append(CHARACTERS[Byte.toUnsignedInt(value)]);
    }
    return encoded.toString();
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
