package dev.imprimatur.provenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Looks for marks in PNG and JPEG files that people bring, which were found to be sound pictures
 * before. Nothing is unpacked, so marks in compressed texts are not seen.
 */
public final class SourceMarks {
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
  private static final String XMP_SEGMENT = "http://ns.adobe.com/xap/1.0/";

  /** Both of IPTC's types that name a trained model end so. */
  private static final String TRAINED = "trainedalgorithmicmedia";

  /** Keywords under which web interfaces for diffusion models write their settings. */
  private static final Set<String> SETTINGS =
      Set.of("parameters", "prompt", "workflow", "dream", "sd-metadata", "invokeai_metadata");

  private static final int MARKER = 0xFF;
  private static final int XMP = 0xE1;
  private static final int JUMBF = 0xEB;
  private static final int SCAN = 0xDA;

  private SourceMarks() {}

  /** The marks of a file. */
  public static Set<SourceMark> of(byte[] file) throws IOException {
    return file.length > 1 && Byte.toUnsignedInt(file[0]) == MARKER ? ofJpeg(file) : ofPng(file);
  }

  private static Set<SourceMark> ofPng(byte[] png) throws IOException {
    var marks = EnumSet.noneOf(SourceMark.class);
    if (PngMarking.read(png).isPresent()) {
      marks.add(SourceMark.IMPRIMATUR);
    }
    if (PngMarking.readScratch(png).isPresent()) {
      marks.add(SourceMark.SCRATCH);
    }
    for (PngChunk chunk : PngChunks.read(png)) {
      switch (chunk.type()) {
        case "caBX" -> marks.add(SourceMark.CONTENT_CREDENTIALS);
        case "iTXt", "tEXt", "zTXt" -> addText(chunk.data(), marks);
        default -> {}
      }
    }
    return marks;
  }

  private static void addText(byte[] data, Set<SourceMark> marks) {
    String text = text(data, 0, data.length);
    int end = Math.max(text.indexOf('\0'), 0);
    String keyword = text.substring(0, end);
    if (SETTINGS.contains(keyword.toLowerCase(Locale.ROOT))) {
      marks.add(SourceMark.SETTINGS);
    }
    if (keyword.equals(XMP_KEYWORD)) {
      addXmp(text, marks);
    }
  }

  private static void addXmp(String packet, Set<SourceMark> marks) {
    if (packet.toLowerCase(Locale.ROOT).contains(TRAINED)) {
      marks.add(SourceMark.TRAINED);
    }
  }

  /** Segment by segment, until the pixels begin. */
  private static Set<SourceMark> ofJpeg(byte[] jpeg) {
    var marks = EnumSet.noneOf(SourceMark.class);
    int at = 2;
    while (at + 4 <= jpeg.length && Byte.toUnsignedInt(jpeg[at]) == MARKER) {
      int kind = Byte.toUnsignedInt(jpeg[at + 1]);
      int length = Byte.toUnsignedInt(jpeg[at + 2]) << 8 | Byte.toUnsignedInt(jpeg[at + 3]);
      if (kind == SCAN || length < 2 || at + 2 + length > jpeg.length) {
        break;
      }
      String content = text(jpeg, at + 4, length - 2);
      if (kind == XMP && content.startsWith(XMP_SEGMENT)) {
        addXmp(content, marks);
      } else if (kind == JUMBF && content.contains("jumb") && content.contains("c2pa")) {
        marks.add(SourceMark.CONTENT_CREDENTIALS);
      }
      at += 2 + length;
    }
    return marks;
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }
}
