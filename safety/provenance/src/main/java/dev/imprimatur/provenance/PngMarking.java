package dev.imprimatur.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes marks into PNG files and reads them: an {@code iTXt} chunk of the keyword {@code
 * Imprimatur} with the mark as JSON ({@code Imprimatur scratch} for unconnected drawings), and an
 * XMP packet with IPTC's digital source type for pictures made by a trained model. The pixels are
 * not touched.
 */
public final class PngMarking {
  private static final String KEYWORD = "Imprimatur";
  private static final String SCRATCH_KEYWORD = "Imprimatur scratch";
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
  private static final List<String> OURS = List.of(KEYWORD, SCRATCH_KEYWORD, XMP_KEYWORD);
  private static final String TEXT = "iTXt";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final JsonMapper SCRATCH_JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final String XMP =
      """
      <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
          xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
          Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>\
      """;

  private PngMarking() {}

  /**
   * {@code png} with {@code mark} in it, in place of any earlier mark.
   *
   * @throws IOException when it is not a PNG, saying why
   */
  public static byte[] mark(byte[] png, PngMark mark) throws IOException {
    return marked(png, text(KEYWORD, JSON.writeValueAsString(mark)));
  }

  /**
   * {@code png} with the mark of a drawing that nobody checked or logged, in place of any earlier
   * mark; no such picture passes for a released one.
   *
   * @throws IOException when it is not a PNG, saying why
   */
  public static byte[] markScratch(byte[] png, ScratchMark mark) throws IOException {
    return marked(png, text(SCRATCH_KEYWORD, JSON.writeValueAsString(mark)));
  }

  /**
   * The mark in {@code png}, if it has a readable one.
   *
   * @throws IOException when it is not a PNG, saying why
   */
  public static Optional<PngMark> read(byte[] png) throws IOException {
    return read(png, KEYWORD, JSON, PngMark.class);
  }

  /**
   * The mark of an unconnected drawing in {@code png}, if it has a readable one.
   *
   * @throws IOException when it is not a PNG, saying why
   */
  public static Optional<ScratchMark> readScratch(byte[] png) throws IOException {
    return read(png, SCRATCH_KEYWORD, SCRATCH_JSON, ScratchMark.class);
  }

  private static byte[] marked(byte[] png, PngChunk mark) throws IOException {
    var chunks = new ArrayList<PngChunk>();
    for (PngChunk chunk : PngChunks.read(png)) {
      if (OURS.stream().allMatch(keyword -> textOf(chunk, keyword).isEmpty())) {
        chunks.add(chunk);
      }
    }
    chunks.addAll(1, List.of(mark, text(XMP_KEYWORD, XMP)));
    return PngChunks.write(chunks);
  }

  private static <T> Optional<T> read(byte[] png, String keyword, JsonMapper json, Class<T> type)
      throws IOException {
    for (PngChunk chunk : PngChunks.read(png)) {
      Optional<String> text = textOf(chunk, keyword);
      if (text.isPresent()) {
        try {
          return Optional.of(json.readValue(text.get(), type));
        } catch (JsonProcessingException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Keyword, end, not compressed (two bytes), no language, no translated keyword, text. */
  private static PngChunk text(String keyword, String text) {
    var data = new ByteArrayOutputStream();
    data.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
    data.writeBytes(new byte[5]);
    data.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return new PngChunk(TEXT, data.toByteArray());
  }

  private static Optional<String> textOf(PngChunk chunk, String keyword) {
    byte[] start =
        Arrays.copyOf(keyword.getBytes(StandardCharsets.ISO_8859_1), keyword.length() + 5);
    byte[] data = chunk.data();
    if (!chunk.type().equals(TEXT)
        || data.length < start.length
        || !Arrays.equals(data, 0, start.length, start, 0, start.length)) {
      return Optional.empty();
    }
    return Optional.of(
        new String(data, start.length, data.length - start.length, StandardCharsets.UTF_8));
  }
}
