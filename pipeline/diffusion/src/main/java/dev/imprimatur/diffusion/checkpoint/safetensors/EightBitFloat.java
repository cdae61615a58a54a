package dev.imprimatur.diffusion.checkpoint.safetensors;

/**
 * Floats of eight bits, every one of which is a float16 too (Micikevicius et al., "FP8 formats for
 * deep learning", 2022).
 */
public final class EightBitFloat {
  private static final short[] E4M3 = new short[256];

  static {
    for (int bits = 0; bits < E4M3.length; bits++) {
      E4M3[bits] = Float.floatToFloat16(valueOfE4m3(bits));
    }
  }

  private EightBitFloat() {}

  /** The float16 of four bits of exponent and three of mantissa, without infinities. */
  public static short e4m3(byte bits) {
    return E4M3[bits & 0xff];
  }

  /** The float16 of five bits of exponent and two of mantissa: they are its upper half. */
  public static short e5m2(byte bits) {
    return (short) (bits << Byte.SIZE);
  }

  private static float valueOfE4m3(int bits) {
    int exponent = bits >> 3 & 0xf;
    int mantissa = bits & 0x7;
    float size;
    if (exponent == 0xf && mantissa == 0x7) {
      size = Float.NaN;
    } else if (exponent == 0) {
      size = Math.scalb(mantissa, -9);
    } else {
      size = Math.scalb(8f + mantissa, exponent - 10);
    }
    return bits < 0x80 ? size : -size;
  }
}
