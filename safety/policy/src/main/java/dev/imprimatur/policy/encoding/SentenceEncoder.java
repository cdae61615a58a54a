package dev.imprimatur.policy.encoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.imprimatur.policy.licence.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs the first four of the six layers of all-MiniLM-L6-v2 with ONNX Runtime on one thread. The
 * last two were trained to make sentences that mean the same alike, and lose of single words what
 * heads over them need (layer by layer: Tenney et al. 2019).
 *
 * <p>A text is cut into windows of at most {@value #WINDOW} pieces that overlap, and only the first
 * {@value #WINDOWS} are read, so no text costs more than so many runs. Any number of threads may
 * share the encoder.
 */
public final class SentenceEncoder {
  /** The model and where it comes from, for records. */
  public static final String NAME = "all-MiniLM-L6-v2-q8-layer-4";

  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";

  /** What the fourth layer gives. */
  private static final String STATES = "/encoder/layer.3/output/LayerNorm/Add_1_output_0";

  private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
  private static final int WINDOW = 94;
  private static final int OVERLAP = 16;
  private static final int WINDOWS = 8;

  private final WordPieces pieces;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String hash;

  private SentenceEncoder(WordPieces pieces, byte[] model) throws OrtException {
    this.pieces = pieces;
    this.hash = Sha256.hex(model);
    this.environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      this.session = environment.createSession(ShortenedNetwork.endingWith(model, STATES), options);
    }
  }

  /** The encoder of this process, started at the first call. */
  public static SentenceEncoder shared() {
    return Shared.ENCODER;
  }

  /** SHA-256 of the network, lower-case hex. */
  public String hash() {
    return hash;
  }

  /** The vocabulary that the network reads. */
  public WordPieces vocabulary() {
    return pieces;
  }

  /** The states of a text, window by window; at least one. */
  public List<TokenStates> encode(String text) {
    int step = WINDOW - OVERLAP;
    int[] ids = pieces.encode(text, WINDOW + (WINDOWS - 1) * step);
    var windows = new ArrayList<TokenStates>();
    for (int from = 0; windows.isEmpty() || from + OVERLAP < ids.length; from += step) {
      windows.add(run(Arrays.copyOfRange(ids, from, Math.min(from + WINDOW, ids.length))));
    }
    return windows;
  }

  private TokenStates run(int[] ids) {
    long[] input = new long[ids.length + 2];
    input[0] = pieces.id("[CLS]");
    for (int at = 0; at < ids.length; at++) {
      input[at + 1] = ids[at];
    }
    input[ids.length + 1] = pieces.id("[SEP]");
    var attended = new long[input.length];
    Arrays.fill(attended, 1);
    try (OnnxTensor tokens = tensor(input);
        OnnxTensor mask = tensor(attended);
        OnnxTensor segments = tensor(new long[input.length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", segments))) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      var values = new float[states.remaining()];
      states.get(values);
      return new TokenStates(values);
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence encoder failed", e);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static SentenceEncoder start() {
    try (InputStream model = resource(MODEL);
        InputStream vocabulary = resource(VOCABULARY)) {
      return new SentenceEncoder(WordPieces.read(vocabulary), model.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence encoder cannot be started", e);
    }
  }

  private static InputStream resource(String name) {
    InputStream stream = SentenceEncoder.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("the library with the sentence encoder lacks " + name);
    }
    return stream;
  }

  private static final class Shared {
    private static final SentenceEncoder ENCODER = start();
  }
}
