package dev.imprimatur.server.licencereport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * Pages that fill with lines of text, A4, in one font that goes into the file, so that it looks the
 * same everywhere and no font of the machine is read. Lengths are in points.
 */
final class PdfPages implements Closeable {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float MARGIN = 50;
  private static final float LEADING = 1.35f;

  private final PDDocument document = new PDDocument();
  private final TrueTypeFont glyphs;
  private final CmapLookup characters;
  private final PDFont font;
  private @Nullable PDPageContentStream page;
  private float y;

  PdfPages() throws IOException {
    try (@Nullable InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
      if (file == null) {
        throw new IllegalStateException("PDFBox brings its font no more");
      }
      glyphs = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
    }
    characters = glyphs.getUnicodeCmapLookup();
    font = PDType0Font.load(document, glyphs, true);
  }

  /** Writes text in lines as wide as the page, each at least one word long. */
  void text(float size, float indent, String text) throws IOException {
    float width = PDRectangle.A4.getWidth() - 2 * MARGIN - indent;
    for (String line : lines(size, width, printable(text))) {
      write(size, MARGIN + indent, line);
    }
  }

  /** Leaves room before what follows. */
  void gap(float height) {
    y -= height;
  }

  byte[] finished() throws IOException {
    if (page != null) {
      page.close();
    }
    var bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
    glyphs.close();
  }

  private List<String> lines(float size, float width, String text) throws IOException {
    var lines = new ArrayList<String>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && font.getStringWidth(longer) / 1000 * size > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  private void write(float size, float x, String line) throws IOException {
    PDPageContentStream stream = room(size * LEADING);
    y -= size * LEADING;
    stream.beginText();
    stream.setFont(font, size);
    stream.newLineAtOffset(x, y);
    stream.showText(line);
    stream.endText();
  }

  private PDPageContentStream room(float height) throws IOException {
    PDPageContentStream stream = page;
    if (stream != null && y - height >= MARGIN) {
      return stream;
    }
    if (stream != null) {
      stream.close();
    }
    var sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    stream = new PDPageContentStream(document, sheet);
    page = stream;
    y = PDRectangle.A4.getHeight() - MARGIN;
    return stream;
  }

  /** Characters that the font lacks, or that are none, become question marks. */
  private String printable(String text) {
    var printable = new StringBuilder();
    text.codePoints()
        .map(character -> Character.isWhitespace(character) ? ' ' : character)
        .map(character -> characters.getGlyphId(character) == 0 ? '?' : character)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
