package dev.imprimatur.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file (ITU-T T.81), read in one pass: the size is judged at the frame's
 * header, and what the pixels do not need is left out of the {@link #stream} that is decoded, so
 * that comments, colour profiles and thumbnails reach no decoder.
 */
final class JpegSegments {
  static final byte[] SIGNATURE = {(byte) 0xFF, (byte) 0xD8};

  /** A decoder goes over the whole picture for each scan; programs write about ten. */
  private static final int MOST_SCANS = 40;

  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
  private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
  private static final int ADOBE_LENGTH = 12;

  private final byte[] file;
  private final PictureLimits limits;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private @Nullable JpegFrame frame;
  private @Nullable Orientation orientation;
  private boolean jfif;
  private int adobeTransform = -1;
  private int scans;

  private JpegSegments(byte[] file, PictureLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  static JpegSegments read(byte[] file, PictureLimits limits) throws UnusablePictureException {
    JpegSegments segments = new JpegSegments(file, limits);
    int end = segments.readAll();
    if (end < file.length) {
      throw new UnusablePictureException(
          "the JPEG has %d bytes after its end: save it anew without a film or depth data"
              .formatted(file.length - end));
    }
    return segments;
  }

  /** The frame's header. */
  JpegFrame frame() throws UnusablePictureException {
    if (frame == null) {
      throw new UnusablePictureException("the JPEG has no header with its size");
    }
    return frame;
  }

  /** What the components are. */
  JpegColours colours() throws UnusablePictureException {
    return JpegColours.of(frame(), jfif, adobeTransform);
  }

  Orientation orientation() {
    return orientation == null ? Orientation.UPRIGHT : orientation;
  }

  /** The file without what its pixels do not need. */
  byte[] stream() {
    return stream.toByteArray();
  }

  /** Reads to the end of the picture, and gives the place after it. */
  private int readAll() throws UnusablePictureException {
    stream.writeBytes(SIGNATURE);
    int at = SIGNATURE.length;
    while (true) {
      int marker = marker(at);
      while (marker == 0xFF) {
        at++;
        marker = marker(at);
      }
      at += 2;
      if (marker == END) {
        break;
      }
      int length = segmentLength(at);
      addSegment(marker, at, length);
      at += length;
      if (marker == SCAN) {
        int scanEnd = scanEnd(at);
        stream.write(file, at, scanEnd - at);
        at = scanEnd;
      }
    }
    if (scans == 0) {
      throw new UnusablePictureException("the JPEG has no pixel data");
    }
    stream.write(0xFF);
    stream.write(END);
    return at;
  }

  private void addSegment(int marker, int at, int length) throws UnusablePictureException {
    switch (marker) {
      case 0xC0, 0xC1, 0xC2 -> {
        if (frame != null) {
          throw new UnusablePictureException("the JPEG has two headers");
        }
        frame = JpegFrame.read(file, at, length, limits);
        keep(marker, at, length);
      }
      case 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xCC, 0xDE, 0xDF, 0xF7 ->
          throw new UnusablePictureException(
              "the JPEG is arithmetic, lossless or hierarchical, which is not supported");
      case 0xC4, 0xDB, 0xDD -> keep(marker, at, length);
      case SCAN -> {
        frame();
        scans++;
        if (scans > MOST_SCANS) {
          throw new UnusablePictureException("the JPEG has more than " + MOST_SCANS + " scans");
        }
        keep(marker, at, length);
      }
      case 0xDC ->
          throw new UnusablePictureException(
              "the JPEG gives its height late, which is not supported");
      default -> {
        if (marker < 0xE0 || (marker > 0xEF && marker != 0xFE)) {
          throw new UnusablePictureException("the JPEG is damaged: a part of it has no known name");
        }
        readApplicationData(marker, at + 2, length - 2);
      }
    }
  }

  private void readApplicationData(int marker, int at, int length) {
    if (marker == 0xE0 && startsWith(JFIF, at, length)) {
      jfif = true;
    } else if (marker == 0xE1 && startsWith(EXIF, at, length)) {
      if (orientation == null) {
        orientation = Orientation.of(Arrays.copyOfRange(file, at + EXIF.length, at + length));
      }
    } else if (marker == 0xEE && startsWith(ADOBE, at, length) && length >= ADOBE_LENGTH) {
      adobeTransform = Bytes.unsigned8(file, at + ADOBE_LENGTH - 1);
    }
  }

  private boolean startsWith(byte[] name, int at, int length) {
    return length >= name.length && Arrays.equals(file, at, at + name.length, name, 0, name.length);
  }

  private void keep(int marker, int at, int length) {
    stream.write(0xFF);
    stream.write(marker);
    stream.write(file, at, length);
  }

  private int marker(int at) throws UnusablePictureException {
    if (at > file.length - 2) {
      throw truncated();
    }
    if (Bytes.unsigned8(file, at) != 0xFF) {
      throw new UnusablePictureException("the JPEG is damaged: it has bytes between its parts");
    }
    return Bytes.unsigned8(file, at + 1);
  }

  private int segmentLength(int at) throws UnusablePictureException {
    if (at > file.length - 2) {
      throw truncated();
    }
    int length = Bytes.unsigned16(file, at);
    if (length > file.length - at) {
      throw truncated();
    }
    if (length < 2) {
      throw new UnusablePictureException("the JPEG is damaged: a part of it has no length");
    }
    return length;
  }

  /** The place of the next marker that does not belong to the scan's own data. */
  private int scanEnd(int from) throws UnusablePictureException {
    for (int at = from; at < file.length - 1; at++) {
      int next = Bytes.unsigned8(file, at + 1);
      boolean inside = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
      if (Bytes.unsigned8(file, at) == 0xFF && !inside) {
        return at;
      }
    }
    throw truncated();
  }

  private static UnusablePictureException truncated() {
    return new UnusablePictureException("the JPEG ends too early: it is truncated");
  }
}
