package dev.imprimatur.stack.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A picture's size in pixels, as typed, for example {@code 256x384}. */
record PictureSize(int width, int height) {
  static final class Converter implements ITypeConverter<PictureSize> {
    @Override
    public PictureSize convert(String text) {
      if (!text.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}")) {
        throw new TypeConversionException(
            "\"%s\" is no size; write width and height in pixels as in 256x256".formatted(text));
      }
      String[] sides = text.split("x", -1);
      return new PictureSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }
  }
}
