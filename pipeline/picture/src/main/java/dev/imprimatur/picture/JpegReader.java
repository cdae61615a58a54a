package dev.imprimatur.picture;

import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JPEG files: the Java platform's decoder gives the planes, and the colours are computed
 * here, so that they depend neither on its guesses nor on embedded profiles.
 */
final class JpegReader {
  private JpegReader() {}

  static Picture read(byte[] file, PictureLimits limits) throws UnusablePictureException {
    JpegSegments segments = JpegSegments.read(file, limits);
    JpegFrame frame = segments.frame();
    byte[] rgb = segments.colours().rgb(samples(segments.stream()));
    return segments.orientation().upright(new Picture(frame.width(), frame.height(), rgb));
  }

  /** The planes at full size, pixel by pixel. */
  private static byte[] samples(byte[] stream) throws UnusablePictureException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      byte[] samples = ((DataBufferByte) reader.readRaster(0, null).getDataBuffer()).getData();
      if (!warnings.isEmpty()) {
        // The decoder fills with grey what it cannot read and goes on.
        throw damaged(warnings.getFirst(), null);
      }
      return samples;
    } catch (IOException | RuntimeException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    } finally {
      reader.dispose();
    }
  }

  private static UnusablePictureException damaged(String detail, @Nullable Throwable cause) {
    return new UnusablePictureException("the JPEG's pixel data are damaged: " + detail, cause);
  }
}
