package dev.imprimatur.diffusion.noise;

/**
 * The generator MT19937 (Matsumoto and Nishimura, "Mersenne Twister", 1998), seeded with 32 bits
 * and read in the two ways in which PyTorch makes uniform numbers of its words.
 */
final class MersenneTwister {
  private static final int SIZE = 624;
  private static final int MIDDLE = 397;
  private static final int TWIST = 0x9908b0df;

  private final int[] state = new int[SIZE];
  private int position = SIZE;

  MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** The next 32 bits. */
  int word() {
    if (position == SIZE) {
      renew();
    }
    int word = state[position++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return word ^ (word >>> 18);
  }

  /** The lower 24 bits of a word, as a number from 0 to below 1. */
  float uniformFloat() {
    return (word() & 0xffffff) * 0x1p-24f;
  }

  /** The lower 53 bits of two words, the first one on top, as a number from 0 to below 1. */
  double uniformDouble() {
    long first = Integer.toUnsignedLong(word());
    long words = first << 32 | Integer.toUnsignedLong(word());
    return (words & ((1L << 53) - 1)) * 0x1p-53;
  }

  private void renew() {
    for (int i = 0; i < SIZE; i++) {
      int mixed = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
      int twisted = (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
      state[i] = state[(i + MIDDLE) % SIZE] ^ twisted;
    }
    position = 0;
  }
}
